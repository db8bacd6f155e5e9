"use strict";
// Who marks: the hub's name, or the one that was given on this computer before.
const marker = (() => {
  const box = document.getElementById("marker");
  const listeners = [];
  let known = false;
  const ready = bank.there.then((answer) => {
    known = true;
    box.value = answer.name || localStorage.getItem("link-worker-marker") || "";
    box.readOnly = Boolean(answer.name);
    document.querySelector("[data-marker]").hidden = false;
    for (const link of document.querySelectorAll("[data-moderation]")) link.hidden = false;
  }, () => {});
  box.addEventListener("change", () => {
    localStorage.setItem("link-worker-marker", box.value.trim());
    page.say("Your name is kept with the marks that you give from now on.");
    listeners.forEach((listener) => listener());
  });
  return { ready, known: () => known, name: () => box.value.trim(),
    changed: (listener) => listeners.push(listener) };
})();
bank.tellMarker(() => marker.name());
