// What the town offers, with a box to narrow it down by words. The first facts of a service
// are always in sight; the rest open on request, and while somebody looks for words.
const SHOWN = 2;

function render({ model, el }) {
  settle(el);
  const ids = { box: fresh("filter"), hint: fresh("filter-hint") };
  const box = make("input", {
    type: "search", id: ids.box, "aria-describedby": ids.hint, autocomplete: "off",
    oninput: draw,
  });
  const count = make("p", { role: "status", class: "room-count" });
  const list = make("ul", { class: "room-plain room-services" });
  el.replaceChildren(
    make("div", { class: "room-filter" },
      make("label", { for: ids.box, class: "room-label" }, "Find by words"),
      make("p", { id: ids.hint, class: "room-hint" },
        "For example: garden, Tuesday, free, lift. Leave it empty to see everything."),
      box),
    count, list);

  function facts(pairs) {
    return make("dl", { class: "room-facts" }, pairs.map(([term, words]) =>
      make("div", {}, make("dt", {}, term), make("dd", {}, words))));
  }

  function card(service, narrowed) {
    const title = fresh("service");
    const planned = model.get("planned").includes(service.id);
    return make("li", { class: "room-service" }, make("article", { "aria-labelledby": title },
      make("h3", { id: title }, service.name),
      make("p", { class: "room-by" }, service.organisation),
      service.notice ? make("p", { class: "room-notice" }, service.notice) : null,
      make("p", {}, service.description),
      facts(service.facts.slice(0, SHOWN)),
      make("details", { open: narrowed },
        make("summary", {}, "Where, cost, how to join and getting there",
          make("span", { class: "room-spoken" }, `: ${service.name}`)),
        facts(service.facts.slice(SHOWN))),
      planned
        ? make("p", { class: "room-taken" }, "In the plan as an action.")
        : make("button", {
          type: "button", class: "room-button room-second",
          "aria-label": `Add ${service.name} to the plan as an action`,
          onclick: () => send(model, el, { kind: "plan-service", service: service.id }),
        }, "Add to the plan as an action")));
  }

  function draw() {
    const all = model.get("services");
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = all.filter((service) => {
      const text = [service.name, service.organisation, service.notice, service.description,
        ...service.facts.flat()].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const spoken = words.length === 0
      ? `${all.length} services`
      : `${found.length} of ${all.length} services`;
    if (count.textContent !== spoken) count.textContent = spoken;
    list.replaceChildren(...found.map((service) => card(service, words.length > 0)));
  }

  function planned() {
    const focused = list.contains(document.activeElement);
    draw();
    if (focused) count.textContent = "Added to the plan as an action.";
  }

  model.on("change:services", draw);
  model.on("change:planned", planned);
  draw();
}
export default { render };
