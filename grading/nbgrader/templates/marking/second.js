"use strict";
// Second marking: each level, number and comment is kept by our own part of the server at once.
(() => {
  const WAIT_MS = 350;
  let saving = Promise.resolve(), under = 0;
  const unkept = new Set(); // parts whose last mark has not arrived
  const box = (part) => part.querySelector("input.score");
  const comment = (part) => part.querySelector("textarea.comment");

  function show(part) {
    const points = page.numberIn(box(part));
    page.showLevel(part, points);
    page.state(part, points === null
      ? (part.dataset.human === "yes" ? "Not marked yet" : "left to the rules")
      : page.inWords(part, points));
    const open = page.sections().filter((each) => each.dataset.human === "yes"
      && page.numberIn(box(each)) === null).map((each) => each.dataset.title);
    document.getElementById("open-parts").textContent = open.length
      ? `Still to decide: ${open.join("; ")}.` : "Every part that you decide has its level.";
  }

  // One after the other, so that the newest is the last to arrive.
  function keep(part) {
    const points = page.numberIn(box(part));
    under += 1;
    saving = saving.then(async () => {
      try {
        await page.ask(`/moderation/${sampled}/marks`, {
          criterion: part.dataset.criterion, points, comment: comment(part).value,
          marker: marker.name(),
        });
        unkept.delete(part);
        page.say(`Kept: ${part.dataset.title}.`);
      } catch (error) {
        unkept.add(part);
        page.complain(error.message);
      } finally {
        under -= 1;
      }
    });
    return saving;
  }

  const pending = new Set();
  for (const part of page.sections()) {
    const mine = given[part.dataset.criterion];
    if (mine) {
      if (mine.points !== null) box(part).value = page.plainNumber(mine.points);
      comment(part).value = mine.comment;
    }
    const refresh = bank.offer(part, () => page.levelOf(part, page.numberIn(box(part))));
    let waiting = null;
    const now = () => {
      if (waiting === null) return;
      clearTimeout(waiting);
      waiting = null;
      keep(part);
    };
    pending.add(now);
    const soon = () => {
      show(part);
      refresh();
      clearTimeout(waiting);
      waiting = setTimeout(now, WAIT_MS);
    };
    for (const radio of page.radios(part)) {
      radio.addEventListener("change", () => {
        box(part).value = page.plainNumber(Number(radio.value));
        soon();
      });
    }
    box(part).addEventListener("change", soon);
    comment(part).addEventListener("change", soon);
    part.addEventListener("focusout", (event) => {
      if (!part.contains(event.relatedTarget)) now();
    });
    show(part);
  }
  const flush = () => pending.forEach((now) => now());
  window.addEventListener("pagehide", flush);
  window.addEventListener("beforeunload", (event) => { if (under || unkept.size) event.preventDefault(); });
  marker.changed(() => [...unkept].forEach(keep));
  bank.tellAbout(() => ({ sampled }));

  document.getElementById("finish").addEventListener("click", async () => {
    flush();
    [...unkept].forEach(keep);
    await saving;
    if (unkept.size) return;
    try {
      await page.ask(`/moderation/${sampled}/finished`, { marker: marker.name() });
      location.href = `${link_worker_url}/moderation/${sampled}/compare`;
    } catch (error) {
      page.complain(error.message);
    }
  });
})();
