/*
 * Keeps one recruit notebook: runs its room cell whenever a fresh kernel is ready, and nothing else.
 *
 * A cell is the room cell when its source is exactly the two lines below. Every other code cell is
 * hidden and never run, and so are the cells that nbgrader grades: they are filled from the case
 * record.
 */
const ROOM_CELL = /^from course import case_room\ncase_room\("[a-z0-9][a-z0-9-]*"\)$/;
const REVIVALS = 3;
const REVIVAL_PAUSE_MS = 1000;

export class RoomKeeper {
  constructor(panel, lab, commands) {
    this.panel = panel;
    this.CodeCell = lab.cells.CodeCell;
    this.Dialog = lab.apputils.Dialog;
    this.commands = commands;
    this.opened = null; // the kernel in which the room was opened last
    this.hasBeenOpen = false;
    this.isOpening = false;
    this.revivals = 0;
    this.header = makeHeader(commands);
    this.notice = makeNotice(() => this.tryAgain());
  }

  start() {
    const { panel } = this;
    panel.addClass('lwk-room');
    panel.node.prepend(this.header);
    panel.content.node.prepend(this.notice.node);
    keepHandsOff(panel, this.commands);

    const session = panel.context.sessionContext;
    session.kernelChanged.connect(() => this.forget());
    session.statusChanged.connect((_, status) => this.onStatus(status));
    panel.context.ready.then(() => {
      this.sortCells();
      panel.content.model.cells.changed.connect(() => this.sortCells());
      return session.ready.then(() => this.open());
    });
    this.forget();
  }

  onStatus(status) {
    if (status === 'restarting' || status === 'autorestarting') {
      this.forget();
      setTimeout(() => this.closeDialogs(), 0);
    } else if (status === 'idle') {
      this.open();
    } else if (status === 'dead') {
      this.revive();
    }
  }

  /* The kernel is new or begins anew: what it had on screen is no longer alive. */
  forget() {
    this.opened = null;
    this.panel.addClass('lwk-opening');
    this.notice.say(
      this.hasBeenOpen
        ? 'Opening the case room again. What was saved is kept\u2026'
        : 'Opening the case room\u2026'
    );
  }

  /* JupyterLab asks the recruit to agree that the kernel has died; the notice says enough. */
  closeDialogs() {
    this.Dialog.tracker.forEach(dialog => {
      if (dialog.isAttached) {
        dialog.reject();
      }
    });
  }

  async open() {
    const session = this.panel.context.sessionContext;
    const kernel = session.session && session.session.kernel;
    if (!kernel || this.isOpening || this.opened === kernel || this.panel.isDisposed) {
      return;
    }
    this.isOpening = true;
    try {
      await kernel.info;
      this.opened = kernel;
      const cell = this.roomCell();
      if (!cell) {
        this.fail('This notebook has no case room. Fetch the case again, or ask your trainer.');
        return;
      }
      await this.CodeCell.execute(cell, session);
      // A kernel that stopped meanwhile has set `opened` back: it will be opened anew.
      if (this.opened === kernel) {
        this.showOutcome(cell);
      }
    } catch (error) {
      this.opened = null;
      console.warn('The case room was interrupted; it opens again with the next kernel.', error);
    } finally {
      this.isOpening = false;
    }
  }

  showOutcome(cell) {
    const outputs = cell.model.outputs.toJSON();
    const problem = outputs.find(output => output.output_type === 'error');
    if (problem) {
      this.fail(`The case room did not open: ${problem.evalue || problem.ename}`);
      return;
    }
    this.hasBeenOpen = true;
    this.revivals = 0;
    this.readAsAPage();
    this.notice.hide();
    this.panel.removeClass('lwk-opening');
  }

  fail(message) {
    this.notice.say(message, true);
  }

  tryAgain() {
    this.forget();
    this.panel.context.sessionContext.restartKernel();
  }

  /* After a long sleep the server may have ended the kernel: start another, a few times at most. */
  revive() {
    this.forget();
    if (this.revivals >= REVIVALS) {
      this.fail('The case room has stopped. What was saved is kept.');
      return;
    }
    this.revivals += 1;
    setTimeout(() => {
      if (!this.panel.isDisposed) {
        this.panel.context.sessionContext.restartKernel();
      }
    }, REVIVAL_PAUSE_MS);
  }

  roomCell() {
    return this.panel.content.widgets.find(isRoomCell);
  }

  sortCells() {
    for (const cell of this.panel.content.widgets) {
      const isRoom = isRoomCell(cell);
      cell.toggleClass('lwk-room-cell', isRoom);
      cell.toggleClass('lwk-out-of-sight', !isRoom && (isCode(cell) || isGraded(cell)));
    }
    this.readAsAPage();
  }

  /*
   * JupyterLab calls the notebook a feed and its cells code with output, which is what a screen
   * reader would then say of a conversation. Said again whenever a cell's output comes or goes.
   */
  readAsAPage() {
    const list = this.panel.content.node.querySelectorAll('.jp-WindowedPanel-viewport');
    for (const node of [...this.panel.content.widgets.map(cell => cell.node), ...list]) {
      node.removeAttribute('role');
      node.removeAttribute('aria-label');
    }
  }
}

function isCode(cell) {
  return cell.model.type === 'code';
}

function isRoomCell(cell) {
  return isCode(cell) && ROOM_CELL.test(cell.model.sharedModel.getSource());
}

function isGraded(cell) {
  const marks = cell.model.getMetadata('nbgrader') || {};
  return Boolean(marks.grade || marks.solution || marks.task);
}

/*
 * The notebook is there to be read: no shortcut, double click or menu of JupyterLab changes it.
 * Inside the case room everything works as in any web page.
 */
function keepHandsOff(panel, commands) {
  // JupyterLab looks for this mark from the focused element upwards, and stops at its own selector:
  // so the mark must be on the focused element itself.
  panel.node.addEventListener('focusin', event => {
    event.target.setAttribute('data-lm-suppress-shortcuts', 'true');
  });
  panel.node.setAttribute('data-jp-suppress-context-menu', 'true');
  panel.node.addEventListener(
    'dblclick',
    event => {
      if (!event.target.closest('.jp-OutputArea')) {
        event.stopPropagation();
      }
    },
    true
  );
  panel.node.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      commands.execute('docmanager:save');
    }
  });
}

function makeHeader(commands) {
  // A header inside the notebook would be no landmark: these are the ways out of the room.
  const header = document.createElement('nav');
  header.className = 'lwk-header';
  header.setAttribute('aria-label', 'Course');
  const title = document.createElement('span');
  title.className = 'lwk-header-title';
  title.textContent = 'Case room';
  const assignments = document.createElement('button');
  assignments.type = 'button';
  assignments.textContent = 'Cases and feedback';
  assignments.addEventListener('click', () => commands.execute('nbgrader:open-assignment-list'));
  header.append(title, assignments);
  return header;
}

function makeNotice(onTryAgain) {
  const node = document.createElement('div');
  node.className = 'lwk-notice';
  const text = document.createElement('p');
  text.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Try again';
  button.addEventListener('click', onTryAgain);
  node.append(text, button);
  return {
    node,
    say(message, canTryAgain = false) {
      node.hidden = false;
      text.textContent = message;
      button.hidden = !canTryAgain;
    },
    hide() {
      node.hidden = true;
      text.textContent = '';
    }
  };
}
