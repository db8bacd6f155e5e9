// The dashboard's one control. The kernel renders the page and escapes all that people wrote;
// this puts it in place and says which case was asked for. Nothing is fetched from elsewhere.
function render({ model, el }) {
  el.classList.add("board-control");
  const body = document.createElement("div");
  const doing = document.createElement("p");
  doing.setAttribute("role", "status");
  doing.className = "board-status";
  el.replaceChildren(doing, body);

  function draw() {
    const opened = new Set(
      [...body.querySelectorAll("details[open]")].map((details) => details.id),
    );
    const focused = body.contains(document.activeElement) ? document.activeElement.id : "";
    const chosen = body.querySelector("select")?.value;
    const places = new Map(
      [...body.querySelectorAll(".board-scroll[id]")].map((node) => [node.id, node.scrollTop]),
    );
    body.innerHTML = model.get("html");
    for (const details of body.querySelectorAll("details")) {
      if (opened.has(details.id)) details.open = true;
    }
    for (const [id, top] of places) {
      const node = document.getElementById(id);
      if (node) node.scrollTop = top;
    }
    // While figures come in, a choice that is being made stays made.
    const select = body.querySelector("select");
    if (focused && select && chosen !== undefined) select.value = chosen;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  body.addEventListener("submit", (event) => {
    event.preventDefault();
    const pressed = event.submitter?.value === "again" ? "again" : "show";
    model.send({ kind: pressed, case: body.querySelector("select")?.value ?? "" });
  });
  model.on("change:html", draw);
  model.on("change:status", () => { doing.textContent = model.get("status"); });
  doing.textContent = model.get("status");
  draw();
}
export default { render };
