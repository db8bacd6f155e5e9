// Shows a page that the kernel has rendered, with everything written by people escaped there.
// Buttons say what they do in data-send; their other data- attributes go with it, but for
// data-working (what the button says meanwhile), data-patience (seconds it may take) and
// data-done (what is said once it is done). data-field names a field whose value goes with it.
// A button with data-reach leads to the part of the page with that id, and sends nothing.
function render({ model, el }) {
  settle(el);
  const body = make("div", { class: "room-page" });
  const doing = make("p", { role: "status", class: "room-spoken" });
  el.replaceChildren(body, doing);
  let restore = null;
  let announce = "";

  // What the reader has opened, chosen and reached stays as it was.
  function draw() {
    const opened = new Set(
      [...body.querySelectorAll("details[open]")].map((details) => details.id),
    );
    const chosen = new Map(
      [...body.querySelectorAll("select")].map((field) => [field.id, field.value]),
    );
    const reached = body.contains(document.activeElement) ? document.activeElement.id : "";
    body.innerHTML = model.get("html");
    for (const details of body.querySelectorAll("details")) {
      if (details.id && opened.has(details.id)) details.open = true;
    }
    for (const field of body.querySelectorAll("select")) {
      if (chosen.get(field.id)) field.value = chosen.get(field.id);
    }
    if (reached) document.getElementById(reached)?.focus();
  }

  // An address with a # in it would be taken for another place by JupyterLab: buttons lead there.
  function reach(id) {
    const there = document.getElementById(id);
    if (!there) return;
    there.setAttribute("tabindex", "-1");
    there.focus({ preventScroll: true });
    there.scrollIntoView({ block: "start" });
  }

  body.addEventListener("click", (event) => {
    const leads = event.target.closest("button[data-reach]");
    if (leads) { reach(leads.dataset.reach); return; }
    const button = event.target.closest("button[data-send]");
    if (!button) return;
    const { send: kind, working, patience, field, done, ...more } = button.dataset;
    if (field) {
      const source = document.getElementById(field);
      if (!source.value) { source.focus(); return; }
      more.value = source.value;
    }
    announce = done ?? "";
    doing.textContent = "";
    send(model, el, { ...more, kind }, Number(patience) || undefined);
    if (working) {
      const asked = button.textContent;
      button.disabled = true;
      button.textContent = working;
      doing.textContent = working;
      restore = () => { button.disabled = false; button.textContent = asked; };
    }
  });
  model.on("change:html", () => {
    const focused = body.contains(document.activeElement) && restore !== null;
    restore = null;
    doing.textContent = announce;
    announce = "";
    draw();
    // The pressed button is gone: the reader's place is now the start of the page.
    const heading = focused && body.querySelector("h2");
    if (heading) { heading.setAttribute("tabindex", "-1"); heading.focus(); }
  });
  model.on("msg:custom", (message) => {
    if (message.done) { restore?.(); restore = null; doing.textContent = ""; }
  });
  draw();
}
export default { render };
