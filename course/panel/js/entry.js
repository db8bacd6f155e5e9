// The invitation's code: one labelled box and a button; Enter sends as well.
function render({ model, el }) {
  settle(el);
  const ids = { box: fresh("code"), hint: fresh("code-hint"), problem: fresh("code-problem") };
  const box = make("input", {
    id: ids.box, type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    maxlength: "40", "aria-describedby": `${ids.hint} ${ids.problem}`,
  });
  const problem = make("p", { id: ids.problem, role: "alert", class: "panel-problem", hidden: true });
  const form = make("form", { class: "room-field", onsubmit: enter },
    make("label", { for: ids.box, class: "room-label" }, "Your code"),
    make("p", { id: ids.hint, class: "room-hint" },
      "Three groups of four letters and digits. Capitals and hyphens do not matter."),
    problem, box,
    make("div", { class: "room-buttons" },
      make("button", { type: "submit", class: "room-button" }, "Go in")));
  el.replaceChildren(form);

  function enter(event) {
    event.preventDefault();
    if (box.value.trim()) send(model, el, { kind: "enter", code: box.value }, 30);
  }

  function draw() {
    const words = model.get("problem");
    problem.hidden = !words;
    problem.textContent = words;
    box.setAttribute("aria-invalid", words ? "true" : "false");
    if (words) box.focus();
  }

  model.on("change:problem", draw);
  draw();
}
export default { render };
