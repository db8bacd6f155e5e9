function render({ model, el }) {
  settle(el);
  const list = make("ol", { class: "room-steps" });
  el.replaceChildren(make("nav", { "aria-label": model.get("label") }, list));

  function draw() {
    const current = model.get("current");
    const focused = list.contains(document.activeElement);
    el.hidden = model.get("steps").length === 0;
    list.replaceChildren(
      ...model.get("steps").map((step, at) =>
        make("li", {},
          make("button", {
            type: "button",
            class: "room-step-link",
            "aria-current": step.name === current ? "step" : null,
            onclick: () => send(model, el, { kind: "go", step: step.name }),
          }, make("span", { class: "room-step-number", "aria-hidden": "true" }, String(at + 1)),
             make("span", {}, step.label)),
        ),
      ),
    );
    if (focused) list.querySelector("[aria-current]")?.focus({ preventScroll: true });
  }

  // After a change of step the reader's place is the new step's heading.
  function arrive(tries = 0) {
    const room = el.closest(".case-room");
    const panel = room?.querySelector(`.room-panel-${model.get("current")}`);
    const heading = panel?.querySelector("h2");
    if (heading) {
      // Somebody quick may be typing in the new step already.
      if (panel.contains(document.activeElement)) return;
      heading.setAttribute("tabindex", "-1");
      heading.focus({ preventScroll: true });
      const above = room.getBoundingClientRect().top;
      if (above < 0 || heading.getBoundingClientRect().top > window.innerHeight * 0.8) {
        el.scrollIntoView({ block: "start" });
      }
    } else if (tries < 60) setTimeout(() => arrive(tries + 1), 50);
  }

  model.on("change:steps", draw);
  model.on("change:current", () => { draw(); arrive(); });
  draw();
}
export default { render };
