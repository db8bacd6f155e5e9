// Groups of labelled fields. A choice is sent at once, words a second after typing stops and when
// the field is left. Each field is saved by itself; a refused one says why beside it.
const PAUSE_MS = 1000;

function render({ model, el }) {
  settle(el);
  const list = make("div", {});
  const done = make("p", { role: "status", class: "panel-progress" });
  el.replaceChildren(done, list);
  const waiting = new Map();
  let fields = new Map();

  function flush(key) {
    const entry = fields.get(key);
    if (!entry || !waiting.has(key)) return;
    clearTimeout(waiting.get(key));
    waiting.delete(key);
    tell(el, { flushed: key });
    send(model, el, { kind: "answer", key, value: entry.input.value });
  }

  function typed(key) {
    tell(el, { typed: key });
    clearTimeout(waiting.get(key));
    waiting.set(key, setTimeout(() => flush(key), PAUSE_MS));
  }

  function input(field, common) {
    const { key } = field;
    if (field.kind === "select") {
      return make("select", { ...common, onchange: () => { typed(key); flush(key); } },
        field.options.map(([value, label]) =>
          make("option", { value, selected: value === field.value }, label)));
    }
    const events = { oninput: () => typed(key), onblur: () => flush(key) };
    if (field.kind === "area") {
      return make("textarea", {
        ...common, ...events, rows: "2", maxlength: String(field.longest ?? 2000),
        value: field.value,
      });
    }
    const number = field.kind === "number";
    return make("input", {
      ...common, ...events, type: "text", inputmode: number ? "numeric" : null,
      class: number ? "panel-number" : null, maxlength: number ? "3" : String(field.longest ?? 200),
      autocomplete: "off", value: field.value,
    });
  }

  function radios(field) {
    const group = fresh("choice");
    const ids = { hint: fresh("hint"), problem: fresh("problem") };
    const problem = make("p", { id: ids.problem, role: "alert", class: "panel-problem", hidden: true });
    const state = { value: field.value, setAttribute() {} };
    fields.set(field.key, { input: state, problem });
    return make("fieldset", { class: "room-choices room-field panel-radios", "data-key": field.key,
      "aria-describedby": ids.problem },
    make("legend", { class: "room-label" }, field.label), problem,
    field.options.map(([value, label, description]) => {
      const choice = fresh("choice");
      return make("div", { class: "room-choice" },
        make("input", {
          type: "radio", id: choice, name: group, value, checked: value === field.value,
          onchange: () => { state.value = value; typed(field.key); flush(field.key); },
        }),
        make("label", { for: choice }, make("strong", {}, label),
          description ? make("span", { class: "panel-seen" }, description) : null));
    }));
  }

  function drawField(field) {
    if (field.kind === "radios") return radios(field);
    const ids = { field: fresh("field"), hint: fresh("hint"), problem: fresh("problem") };
    const problem = make("p", { id: ids.problem, role: "alert", class: "panel-problem", hidden: true });
    const described = [field.hint ? ids.hint : null, ids.problem].filter(Boolean).join(" ");
    const control = input(field, { id: ids.field, "aria-describedby": described, "data-key": field.key });
    fields.set(field.key, { input: control, problem });
    return make("div", { class: `room-field panel-kind-${field.kind}` },
      make("label", { for: ids.field, class: "room-label" }, field.label),
      field.hint ? make("p", { id: ids.hint, class: "room-hint" }, field.hint) : null,
      problem, control);
  }

  function drawGroup(group) {
    const id = fresh("group");
    const page = make("div", { class: "room-page" });
    page.innerHTML = group.html ?? ""; // rendered by the kernel, with everything written escaped
    const levels = (group.levels ?? []).length === 0 ? null : make("details", {},
      make("summary", {}, "What one would see at each level"),
      make("dl", { class: "panel-levels" }, group.levels.map(([name, words]) =>
        make("div", {}, make("dt", {}, name), make("dd", {}, words)))));
    return make("fieldset", { class: "room-section panel-group", "aria-describedby": group.help ? `${id}-help` : null },
      make("legend", { class: "panel-legend", id }, make("h3", {}, group.heading)),
      group.help ? make("p", { class: "room-help", id: `${id}-help` }, group.help) : null,
      page, levels, (group.fields ?? []).map(drawField));
  }

  function draw() {
    for (const key of [...waiting.keys()]) flush(key);
    fields = new Map();
    list.replaceChildren(...model.get("groups").map(drawGroup));
  }

  const progress = () => { done.textContent = model.get("progress"); done.hidden = !done.textContent; };
  const flushAll = () => { for (const key of [...waiting.keys()]) flush(key); };
  const stay = whenLeaving(flushAll);
  model.on("change:groups", draw);
  model.on("change:progress", progress);
  model.on("msg:custom", (message) => {
    const entry = fields.get(message.field);
    if (!entry) return;
    entry.problem.textContent = message.problem ?? "";
    entry.problem.hidden = !message.problem;
    entry.input.setAttribute("aria-invalid", message.problem ? "true" : "false");
  });
  draw();
  progress();
  return () => {
    stay();
    flushAll();
  };
}
export default { render };
