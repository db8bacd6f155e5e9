// Shared by every control of the room: put before each of them, never loaded alone.
// Nothing here parses HTML: whatever somebody wrote becomes text.

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

// Each control has a copy of this file and a count of its own, and two may be drawn in the same
// millisecond: what tells their ids apart is drawn by chance.
const mine = Math.random().toString(36).slice(2, 12);
let counted = 0;
const fresh = (stem) => `room-${stem}-${mine}-${(counted += 1)}`;

// JupyterLab's shortcuts must not fire while somebody uses the room.
function settle(el) {
  el.classList.add("room-control");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
}

// The status line listens for these: what is typed and not yet sent, what is on its way.
function tell(el, detail) {
  el.dispatchEvent(new CustomEvent("room-work", { bubbles: true, detail }));
}

// Every message carries a token; the kernel answers with it once the work is on disk.
function send(model, el, content, patience) {
  const token = fresh("sent");
  tell(el, { sent: token, patience });
  model.send({ ...content, token });
  return token;
}

// Sends what is typed before the page goes or is put aside. Voila cuts the page off its kernel when
// it is left; our template says so on the document just before. Returns how to stop.
function whenLeaving(flush) {
  const hidden = () => { if (document.visibilityState === "hidden") flush(); };
  document.addEventListener("visibilitychange", hidden);
  document.addEventListener("room-leaving", flush);
  return () => {
    document.removeEventListener("visibilitychange", hidden);
    document.removeEventListener("room-leaving", flush);
  };
}

// "[She looks up.] Come in." -> what is seen in italics, what is said as it is.
function speech(parts) {
  return parts.map((part) =>
    part.kind === "seen"
      ? make("em", { class: "room-seen" }, part.text)
      : make("span", {}, part.text),
  ).flatMap((node, at) => (at ? [" ", node] : [node]));
}
