// The conversation: what is seen first, the transcript, the box to speak in, and the end.
const DRAFT_PAUSE_MS = 1000;

// What was sent and not yet answered. Should the kernel be gone, it is in the box again after a
// reload; it stays in this tab and goes as soon as it is answered. A browser may refuse to keep it.
// Whose words they are says the heading: JupyterLab may hold several rooms on one page.
function unsentTo(heading) {
  const name = `room-unsent:${heading}`;
  const dare = (use) => { try { return use(sessionStorage); } catch { return null; } };
  return {
    keep: (text) => dare((store) => store.setItem(name, text)),
    drop: () => dare((store) => store.removeItem(name)),
    read: () => dare((store) => store.getItem(name)) ?? "",
  };
}

function render({ model, el }) {
  settle(el);
  const them = model.get("them");
  const unsent = unsentTo(model.get("heading"));
  const ids = { said: fresh("say"), hint: fresh("say-hint"), log: fresh("log") };

  const scene = make("p", { class: "room-scene" });
  const log = make("div", {
    role: "log", "aria-live": "polite", "aria-label": `What you and ${them} say`,
    class: "room-log", tabindex: "0", id: ids.log,
  });
  const box = make("textarea", {
    id: ids.said, rows: "3", maxlength: String(model.get("longest")),
    "aria-describedby": ids.hint, autocomplete: "off",
  });
  const full = make("p", { role: "status", class: "room-hint" });
  const sayIt = make("button", { type: "button", class: "room-button" }, "Send");
  const wait = make("button", { type: "button", class: "room-button room-second" },
    "Say nothing and wait");
  const stuck = make("button", { type: "button", class: "room-link" },
    "Stuck? Ask for a hint");
  const end = make("button", { type: "button", class: "room-link" }, "End the conversation");
  const hints = make("div", { class: "room-hints", "aria-live": "polite" });
  const sure = make("div", { class: "room-ask", role: "group", hidden: true });
  const composer = make("div", { class: "room-composer" },
    make("label", { for: ids.said, class: "room-label" }, "What do you say?"),
    make("p", { id: ids.hint, class: "room-hint" },
      "Enter sends. Shift and Enter starts a new line."),
    box, full,
    make("div", { class: "room-buttons" }, sayIt, wait),
    make("div", { class: "room-buttons room-quiet" }, stuck, end),
    hints, sure);
  const over = make("div", { class: "room-over" });
  el.replaceChildren(
    make("h2", {}, model.get("heading")), scene, log, composer, over);

  let drawn = 0;
  let pending = null;
  let timer = null;
  let typed = false;
  let ending = false;
  let asked = false;

  function line(entry) {
    if (entry.who === "visit") return make("h3", { class: "room-visit" }, entry.name);
    return make("div", { class: `room-line room-${entry.who}` },
      make("p", { class: "room-who" }, entry.name),
      make("p", { class: "room-words" }, speech(entry.parts)));
  }

  function drawLog() {
    const lines = model.get("lines");
    if (lines.length < drawn) { log.replaceChildren(); drawn = 0; }
    log.append(...lines.slice(drawn).map(line));
    const grew = lines.length > drawn;
    drawn = lines.length;
    log.hidden = lines.length === 0;
    if (grew) showNewest();
    if (pending !== null && grew) {
      if (box.value === pending) { box.value = ""; forget(); sayIfFull(); }
      pending = null;
      unsent.drop();
      busy(false);
      if (!model.get("ended")) comeBack();
    }
  }

  // The end of what was said, but never past the beginning of a long answer.
  function showNewest() {
    log.scrollTop = log.scrollHeight;
    const beyond = log.lastElementChild.getBoundingClientRect().top - log.getBoundingClientRect().top;
    if (beyond < 0) log.scrollTop += beyond;
  }

  // The transcript has grown and pushed the box down: it and its buttons stay in sight.
  function comeBack() {
    box.focus({ preventScroll: true });
    sayIt.scrollIntoView({ block: "nearest" });
    box.scrollIntoView({ block: "nearest" });
  }

  function drawScene() { scene.textContent = model.get("scene"); }

  function example(hint) {
    return make("li", {}, make("button", {
      type: "button", class: "room-suggestion",
      onclick: () => { box.value = hint.text; wrote(); box.focus(); },
    }, hint.text));
  }

  function drawHints() {
    const given = model.get("hints");
    const of = (rung) => given.filter((hint) => hint.rung === rung);
    const advice = (rung, lead) => of(rung).map((hint) =>
      make("p", {}, make("strong", {}, `${lead} `), hint.text));
    hints.replaceChildren(
      ...advice("think", "Think:"), ...advice("do", "Try:"),
      ...(of("say").length === 0 ? [] : [
        make("p", { class: "room-label" }, "For example, but better in your own words:"),
        make("ul", { class: "room-plain" }, of("say").map(example))]));
    hints.hidden = given.length === 0;
    const more = model.get("more");
    stuck.textContent = given.length === 0 ? "Stuck? Ask for a hint"
      : more ? "Ask for more help" : "That is all the help there is here";
    stuck.setAttribute("aria-disabled", String(given.length > 0 && !more));
    // Help that was asked for comes into sight; help that stands there already moves nothing.
    if (asked && given.length > 0) {
      asked = false;
      hints.scrollIntoView({ block: "nearest" });
    }
  }

  function drawEnd() {
    const ended = model.get("ended");
    const focused = ending || composer.contains(document.activeElement);
    ending = false;
    composer.hidden = ended;
    over.hidden = !ended;
    if (!ended) return;
    const on = make("button", {
      type: "button", class: "room-button",
      onclick: () => send(model, el, { kind: "go", step: "community" }),
    }, "See what the town offers");
    over.replaceChildren(
      make("p", { role: "status" }, model.get("ending")),
      make("div", { class: "room-buttons" }, on,
        make("button", {
          type: "button", class: "room-button room-second",
          onclick: () => send(model, el, { kind: "go", step: "plan" }),
        }, "Go on to the plan"),
        make("button", {
          type: "button", class: "room-link",
          onclick: () => send(model, el, { kind: "go", step: "debrief" }),
        }, "Read the debrief")));
    if (focused) on.focus();
  }

  function busy(now) {
    box.readOnly = now;
    sayIt.disabled = now;
    wait.disabled = now;
  }

  function forget() {
    clearTimeout(timer);
    if (typed) tell(el, { flushed: "draft" });
    typed = false;
  }

  function keep() {
    if (!typed) return;
    forget();
    send(model, el, { kind: "draft", text: box.value });
  }

  // The browser cuts what is pasted at the most there may be; nobody should lose words unawares.
  function sayIfFull() {
    const most = model.get("longest");
    const words = `The box is full: ${most.toLocaleString("en-GB")} characters is the most for one turn. `
      + "Look whether the end of what you pasted is missing.";
    full.textContent = box.value.length >= most ? words : "";
  }

  function wrote() {
    sayIfFull();
    if (!typed) tell(el, { typed: "draft" });
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, DRAFT_PAUSE_MS);
  }

  function say(text) {
    if (pending !== null) return;
    forget();
    pending = text;
    unsent.keep(text);
    busy(true);
    send(model, el, { kind: "say", text });
  }

  function sayBox() {
    if (box.value.trim()) say(box.value);
    else box.focus();
  }

  function askSure() {
    const yes = make("button", {
      type: "button", class: "room-button",
      onclick: () => { sure.hidden = true; ending = true; keep(); send(model, el, { kind: "end" }); },
    }, "Yes, end it");
    const no = make("button", {
      type: "button", class: "room-button room-second",
      onclick: () => { sure.hidden = true; box.focus(); },
    }, "No, go on talking");
    const question = fresh("sure");
    sure.setAttribute("aria-labelledby", question);
    sure.replaceChildren(
      make("p", { id: question, class: "room-label" },
        `End the conversation with ${them}? Have you said what happens next, and goodbye?`),
      make("div", { class: "room-buttons" }, yes, no));
    sure.hidden = false;
    yes.focus();
  }

  box.addEventListener("input", wrote);
  box.addEventListener("blur", keep);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      sayBox();
    }
  });
  sayIt.addEventListener("click", sayBox);
  wait.addEventListener("click", () => say(""));
  stuck.addEventListener("click", () => {
    if (stuck.getAttribute("aria-disabled") === "true") return;
    asked = true;
    send(model, el, { kind: "hint" });
  });
  end.addEventListener("click", askSure);

  // Words that reached the kernel are in the transcript, whether or not it could answer.
  function takeUp() {
    const left = unsent.read();
    const mine = model.get("lines").filter((entry) => entry.who === "you").pop();
    const heard = mine && mine.parts.map((part) => part.text).join(" ") === left.trim();
    unsent.drop();
    if (!left.trim() || heard || box.value || model.get("ended")) return;
    box.value = left;
    wrote();
  }

  box.value = model.get("draft");
  takeUp();
  model.on("change:draft", () => {
    if (!typed && pending === null && document.activeElement !== box) {
      box.value = model.get("draft");
    }
  });
  model.on("change:lines", drawLog);
  model.on("change:scene", drawScene);
  model.on("change:hints", drawHints);
  model.on("change:more", drawHints);
  model.on("change:ended", drawEnd);
  // A turn that the kernel could not take must not leave the box locked.
  model.on("msg:custom", (message) => {
    if (message.refused) { pending = null; unsent.drop(); busy(false); }
  });
  drawScene();
  drawLog();
  drawHints();
  drawEnd();
  requestAnimationFrame(() => { log.scrollTop = log.scrollHeight; });
  const stay = whenLeaving(keep);
  return () => { stay(); keep(); };
}
export default { render };
