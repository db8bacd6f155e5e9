"use strict";
// First marking. nbgrader's own scripts load and save points and comments; this sets their boxes,
// gives Tab and Enter back to the browser, and says in words what was saved.
(() => {
  const WAIT_MS = 350; // arrow keys pass levels on the way to the one that is meant
  const KEPT_BY_BROWSER = ["tab", "shift-tab", "enter"];
  let saving = 0, failed = false;
  const whenSaved = [];
  const refreshers = new Map();
  const section = (name) => page.sections().find((each) => each.dataset.criterion === name);
  const box = (part) => part.querySelector("input.score");

  const register = KeyboardManager.prototype.register;
  KeyboardManager.prototype.register = function (properties) {
    if (!KEPT_BY_BROWSER.includes(properties.keybinding)) register.call(this, properties);
  };
  FormGrader.prototype.configureTooltips = function () {};
  FormGrader.prototype.configureScrolling = function () {
    $(".tabbable").on("focus", (event) => {
      this.last_selected = $(event.currentTarget);
      this.setCurrentIndex();
    });
    this.setIndexFromUrl();
    if (/[?&]index=/.test(location.search)) this.last_selected.trigger("focus");
  };
  // Goes on when all has been saved; a box that is left is saved by being left.
  FormGrader.prototype.save = function (goOn) {
    if (document.activeElement) document.activeElement.blur();
    setTimeout(() => { if (saving) whenSaved.push(goOn); else goOn(); }, 0);
  };
  const init = FormGrader.prototype.init;
  FormGrader.prototype.init = function () {
    init.call(this);
    $('a[tabindex="-1"]').removeAttr("tabindex");
  };

  const loadGrades = FormGrader.prototype.loadGrades;
  FormGrader.prototype.loadGrades = function () {
    loadGrades.call(this);
    watch(this.grades, (model) => {
      const part = section(model.get("name"));
      if (part) showGrade(part, model);
    });
  };
  const loadComments = FormGrader.prototype.loadComments;
  FormGrader.prototype.loadComments = function () {
    loadComments.call(this);
    watch(this.comments, (model) => {
      const late = section(model.get("name"))?.querySelector("[data-late]");
      if (late && model.get("manual_comment")) late.open = true;
    });
  };

  // Counts what is under way, so that nobody leaves before it has arrived.
  function watch(collection, show) {
    collection.on("request", (subject) => { if (subject !== collection) saving += 1; });
    collection.on("sync", (subject) => {
      if (subject === collection) {
        collection.each(show);
        $("textarea.comment").attr("placeholder", "");
        return;
      }
      saving -= 1;
      failed = false;
      show(subject);
      const part = section(subject.get("name"));
      page.say(part ? `Saved: ${part.dataset.title}.` : "Saved.");
      keepMark(subject.get("name"));
      if (!saving) whenSaved.splice(0).forEach((go) => go());
    });
    collection.on("error", (subject) => {
      if (subject !== collection) saving -= 1;
      failed = true;
      whenSaved.length = 0;
      page.complain("That could not be saved. It is still on this page: check that the course is running, then change it again.");
    });
  }

  function showGrade(part, model) {
    const manual = model.get("manual_score"), auto = model.get("auto_score");
    const given = manual === null || manual === undefined ? null : Number(manual);
    const human = part.dataset.human === "yes";
    page.showLevel(part, given);
    if (given !== null) {
      page.state(part, (human ? "" : "You gave: ") + page.inWords(part, given));
    } else if (human || auto === null) {
      page.state(part, "Not marked yet");
    } else {
      page.state(part, page.inWords(part, Number(auto)));
    }
    part.querySelector("[data-clear]").hidden = given === null;
    const extra = part.querySelector(".lwk-extra");
    if (extra && Number(model.get("extra_credit"))) extra.open = true;
    (refreshers.get(part) || (() => {}))();
    countOpen();
  }

  function countOpen() {
    const open = formgrader.grades.filter((model) => model.get("needs_manual_grade"));
    const names = open.map((model) => section(model.get("name"))).filter(Boolean)
      .map((part) => part.dataset.title);
    document.getElementById("open-parts").textContent = names.length
      ? `Still to decide: ${names.join("; ")}.` : "Every part has its points.";
    showPassMark(names.length > 0);
  }

  // Where the points stand to a panel's pass mark, by the rule of grading/pass_mark.py.
  function showPassMark(open) {
    const place = document.getElementById("pass-mark");
    if (!place || !place.dataset.points) return;
    if (open) { place.textContent = place.dataset.waiting; return; }
    const counted = (model) => Number(model.get("manual_score") ?? model.get("auto_score") ?? 0)
      + Number(model.get("extra_credit") ?? 0);
    const points = formgrader.grades.reduce((sum, model) => sum + counted(model), 0);
    const away = points - Number(place.dataset.points);
    const side = Math.abs(away) <= Number(place.dataset.error) + 1e-9 ? "close"
      : away > 0 ? "above" : "below";
    place.textContent = place.dataset[side].replace("{points}", page.plainNumber(points))
      .replace("{apart}", page.plainNumber(Math.abs(away)));
  }

  // Levels set nbgrader's box and let nbgrader save it.
  for (const part of page.sections()) {
    let waiting = null, wanted = "";
    const save = () => {
      if (waiting === null) return;
      clearTimeout(waiting);
      waiting = null;
      box(part).value = wanted; // an answer to an earlier mark may have come in between
      $(box(part)).trigger("change");
    };
    for (const radio of page.radios(part)) {
      radio.addEventListener("change", () => {
        wanted = box(part).value = page.plainNumber(Number(radio.value));
        clearTimeout(waiting);
        waiting = setTimeout(save, WAIT_MS);
      });
    }
    box(part).addEventListener("input", () => { clearTimeout(waiting); waiting = null; });
    const levels = part.querySelector(".lwk-levels");
    levels?.addEventListener("focusout", (event) => {
      if (!levels.contains(event.relatedTarget)) save();
    });
    window.addEventListener("pagehide", save);
    part.querySelector("[data-clear]").addEventListener("click", () => {
      box(part).value = "";
      $(box(part)).trigger("change");
      box(part).focus();
    });
    refreshers.set(part, bank.offer(part, () => page.levelOf(part, pointsOf(part))));
    const late = part.querySelector("[data-late]");
    if (late) {
      bank.there.then(() => { late.hidden = false; }, () => {});
      late.querySelector("textarea").addEventListener("change", () => makeRoom(part));
    }
  }

  // What counts: the points in the box, else those that rules gave.
  function pointsOf(part) {
    const given = page.numberIn(box(part));
    return given === null && part.dataset.rules ? Number(part.dataset.rules) : given;
  }

  // nbgrader has no row for a comment on a part that rules judge until the first one is written.
  const making = new Set();
  async function makeRoom(part) {
    const name = part.dataset.criterion, comments = formgrader.comments;
    if (!comments.loaded) {
      comments.once("sync", () => makeRoom(part));
      return;
    }
    if (making.has(name) || comments.some((model) => model.get("name") === name)) return;
    making.add(name);
    saving += 1;
    try {
      const model = new Comment(await page.ask("/comments/room",
        { submission: submission_id, criterion: name }));
      const area = part.querySelector("textarea.comment"), written = area.value;
      comments.add(model);
      formgrader.comment_uis.push(new CommentUI({ model, el: $(part) }));
      area.value = written;
      model.save({ manual_comment: written });
    } catch (error) {
      page.complain(`${error.message} The comment is not saved: change it once more.`);
    } finally {
      making.delete(name);
      saving -= 1;
      if (!saving) whenSaved.splice(0).forEach((go) => go());
    }
  }
  bank.tellAbout(() => ({ submission: submission_id }));

  // Who marked and when is kept beside the gradebook; the server reads the points itself.
  let keeping = null;
  const unkept = new Set(); // criteria that were marked and whose marker is not on record
  function keepMark(criterion) {
    unkept.add(criterion);
    if (!marker.known()) return;
    clearTimeout(keeping);
    keeping = setTimeout(sendMark, 700);
  }
  function sendMark() {
    if (keeping === null) return;
    clearTimeout(keeping);
    keeping = null;
    const criteria = [...unkept];
    page.ask("/marks", { submission: submission_id, marker: marker.name(), criteria }).then(
      () => criteria.forEach((criterion) => unkept.delete(criterion)),
      (error) => page.complain(`The points are saved. Who gave them is not: ${error.message}`));
  }
  marker.changed(() => { if (unkept.size) keepMark([...unkept][0]); });
  window.addEventListener("pagehide", sendMark);

  for (const link of document.querySelectorAll("a[data-leave]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!saving || failed) return;
      event.preventDefault();
      whenSaved.push(() => { location.href = link.href; });
    });
  }
  window.addEventListener("beforeunload", (event) => { if (saving) event.preventDefault(); });
})();
