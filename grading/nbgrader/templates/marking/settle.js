"use strict";
// Settling: levels set the points; everything is sent at once, when both have agreed.
(() => {
  const box = (part) => part.querySelector("input.score");
  for (const part of page.sections()) {
    for (const radio of page.radios(part)) {
      radio.addEventListener("change", () => { box(part).value = page.plainNumber(Number(radio.value)); });
    }
    box(part).addEventListener("input", () => page.showLevel(part, page.numberIn(box(part))));
  }
  document.getElementById("settle").addEventListener("click", async () => {
    const agreed = {};
    for (const part of page.sections()) {
      const points = page.numberIn(box(part));
      if (points === null) {
        page.complain(`${part.dataset.title}: choose a level that you both see.`);
        page.radios(part)[0].focus();
        return;
      }
      agreed[part.dataset.criterion] = { points, comment: part.querySelector("textarea").value };
    }
    try {
      await page.ask(`/moderation/${sampled}/compare`, { agreed, marker: marker.name() });
      location.reload();
    } catch (error) {
      page.complain(error.message);
    }
  });
})();
