// Says whether work is safe. "Saved" appears only when everything typed has been sent and
// the kernel has answered for all of it.
const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 20000;

function render({ model, el }) {
  settle(el);
  const words = make("span", { role: "status", class: "room-status-words" });
  const working = make("span", { class: "room-status-working", "aria-hidden": "true" });
  const problem = make("div", { role: "alert", class: "room-status-problem" });
  const line = make("p", { class: "room-status" }, words, working);
  el.replaceChildren(line, problem);

  const typing = new Set();
  const waiting = new Map();
  let lost = false;

  function draw() {
    const trouble = lost
      ? "The course is not answering, so what you type now may not be saved. Everything " +
        "that was shown as saved is safe. Reload the page to go on from there."
      : model.get("problem");
    const busy = typing.size > 0 || waiting.size > 0;
    if (problem.textContent !== trouble) problem.textContent = trouble;
    problem.hidden = !trouble;
    line.hidden = Boolean(trouble);
    working.textContent = busy && !trouble ? "Saving" : "";
    words.hidden = Boolean(trouble) || busy;
    const saved = trouble || busy ? words.textContent : model.get("saved");
    if (words.textContent !== saved) words.textContent = saved;
  }

  function work(event) {
    const room = el.closest(".case-room");
    if (!room || !room.contains(event.target)) return;
    const { typed, flushed, sent, patience } = event.detail;
    if (typed) typing.add(typed);
    if (flushed) typing.delete(flushed);
    if (sent) waiting.set(sent, setTimeout(
      () => { lost = true; draw(); }, patience ? patience * 1000 : PATIENCE_MS));
    draw();
  }

  function answered(message) {
    if (!message.acked) return;
    clearTimeout(waiting.get(message.acked));
    waiting.delete(message.acked);
    lost = false;
    draw();
  }

  function look() {
    if (el.isConnected && document.visibilityState === "visible") {
      model.send({ kind: "look" });
    }
  }

  document.addEventListener("room-work", work);
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  const timer = setInterval(look, LOOK_EVERY_MS);
  model.on("msg:custom", answered);
  model.on("change:saved", draw);
  model.on("change:problem", draw);
  draw();
  return () => {
    document.removeEventListener("room-work", work);
    window.removeEventListener("focus", look);
    document.removeEventListener("visibilitychange", look);
    clearInterval(timer);
    for (const pending of waiting.values()) clearTimeout(pending);
  };
}
export default { render };
