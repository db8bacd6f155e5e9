/*
 * What stands around the notebook: JupyterLab's menus, tabs, side bars and status bar.
 *
 * They step back while a case room is in front, and come back with anything else, so that a
 * trainer's JupyterLab is the usual one.
 */
const BARS = ['jp-top-panel', 'jp-menu-panel', 'jp-bottom-panel'];
const ADDRESS_EVERY_MS = 500;
const TITLE = 'Case room \u2013 link-worker kit';

export class Surroundings {
  constructor(app, labShell, isRoom) {
    this.labShell = labShell;
    this.isRoom = isRoom;
    this.isQuiet = false;
    if (!labShell) {
      return; // Jupyter Notebook has no such furniture
    }
    labShell.currentChanged.connect(() => this.updateSoon());
    labShell.layoutModified.connect(() => this.updateSoon());
    app.restored.then(() => this.updateSoon());
    setInterval(() => this.keepTheAddress(), ADDRESS_EVERY_MS);
    new MutationObserver(() => this.nameThePage()).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true
    });
  }

  /* JupyterLab may be in the middle of adding something: let it finish first. */
  updateSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.update(), 0);
  }

  /* Said again at every change, since JupyterLab brings its furniture back when it restores. */
  update() {
    if (!this.labShell) {
      return;
    }
    const quiet = this.isRoom(this.labShell.currentWidget);
    if (quiet || this.isQuiet) {
      this.setFurniture(quiet);
    }
    this.isQuiet = quiet;
    document.body.classList.toggle('lwk-in-room', quiet);
    this.nameThePage();
  }

  setFurniture(quiet) {
    const { labShell } = this;
    // Only what has to change is changed: a change calls for the next update.
    if (quiet && !labShell.leftCollapsed) {
      labShell.collapseLeft();
    }
    if (quiet && !labShell.rightCollapsed) {
      labShell.collapseRight();
    }
    // Changing the mode moves the menus from one place to another: out of sight only after that,
    // and back in sight before.
    if (quiet) {
      labShell.mode = 'single-document';
      this.hideBars(true);
    } else {
      this.hideBars(false);
      labShell.mode = 'multiple-document';
    }
    for (const side of ['left', 'right']) {
      if (labShell.isSideTabBarVisible(side) === quiet) {
        labShell.toggleSideTabBarVisibility(side);
      }
    }
  }

  hideBars(isHidden) {
    for (const widget of this.labShell.layout) {
      if (BARS.includes(widget.id) && widget.isHidden !== isHidden) {
        widget.setHidden(isHidden);
      }
    }
  }

  nameThePage() {
    if (this.isQuiet && document.title !== TITLE) {
      document.title = TITLE;
    }
  }

  /*
   * JupyterLab at times leaves only the notebook's folder in the address, and a reload would then
   * open an empty launcher. The address is not announced when it changes, so it is looked at.
   */
  keepTheAddress() {
    const widget = this.labShell.currentWidget;
    if (!this.isQuiet || !widget || !widget.context || !this.isRoom(widget)) {
      return;
    }
    const path = widget.context.path.split('/').map(encodeURIComponent).join('/');
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (location.pathname.endsWith(`/tree/${folder}`)) {
      history.replaceState(history.state, '', location.pathname.slice(0, -folder.length) + path);
    }
  }
}
