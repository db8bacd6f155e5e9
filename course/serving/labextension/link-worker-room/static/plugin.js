/*
 * The plug-in: it notices notebooks of the recruit folder and gives each a keeper.
 *
 * It touches nothing outside that folder: above all no handed-in or graded notebook, whose code is
 * somebody else's.
 */
import { RoomKeeper } from './keeper.js';
import { Surroundings } from './surroundings.js';

const STYLE = new URL('room.css', import.meta.url);

export function makePlugin(lab) {
  return {
    id: 'link-worker-room:plugin',
    description: 'Opens the case room by itself and keeps code out of sight.',
    autoStart: true,
    requires: [lab.notebook.INotebookTracker],
    optional: [lab.application.ILabShell],
    activate: (app, tracker, labShell) => {
      addStyle();
      const folder = recruitFolder(lab.coreutils.PageConfig);
      const keepers = new Map();
      const surroundings = new Surroundings(app, labShell, panel => keepers.has(panel));

      const notice = panel => {
        const path = app.serviceManager.contents.localPath(panel.context.path);
        if (keepers.has(panel) || !isBelow(folder, path)) {
          return;
        }
        const keeper = new RoomKeeper(panel, lab, app.commands);
        keepers.set(panel, keeper);
        panel.disposed.connect(() => keepers.delete(panel));
        keeper.start();
        surroundings.updateSoon();
      };
      tracker.forEach(notice);
      tracker.widgetAdded.connect((_, panel) => notice(panel));
    }
  };
}

/* The folder always ends with a slash, so that "recruit/" never means "recruiters/". */
function recruitFolder(PageConfig) {
  const given = PageConfig.getOption('linkWorkerRecruitFolder') || 'recruit/';
  return given.endsWith('/') ? given : `${given}/`;
}

export function isBelow(folder, path) {
  return path.startsWith(folder) && !path.split('/').includes('..');
}

function addStyle() {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = STYLE;
  document.head.appendChild(link);
}
