// One heading of the plan: rows of labelled fields that can be added and taken away.
// Typing is sent a second after it stops, and at once when a field is left.
const PAUSE_MS = 1000;

function render({ model, el }) {
  settle(el);
  const name = model.get("name");
  const noun = model.get("noun");
  const columns = model.get("columns");
  const single = model.get("single");
  const id = fresh(name);
  let rows = copy(model.get("rows"));
  let timer = null;
  let dirty = false;
  let unanswered = null;

  const list = make("div", { class: "room-rows" });
  const offered = make("div", {});
  const said = make("p", { role: "status", class: "room-spoken" });
  const add = make("button", { type: "button", class: "room-button room-second", onclick: addRow },
    model.get("add_label"));
  el.replaceChildren(make("section", { class: "room-section", "aria-labelledby": id },
    make("h3", { id }, model.get("heading")),
    make("p", { class: "room-help" }, model.get("help")),
    offered, list, single ? null : make("div", { class: "room-buttons" }, add), said));

  function copy(value) { return JSON.parse(JSON.stringify(value)); }

  function same(one, other) {
    const tidy = (all) => JSON.stringify(all.map((row) => Object.entries(row).sort()));
    return tidy(one) === tidy(other);
  }

  function flush() {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    tell(el, { flushed: name });
    unanswered = send(model, el, { kind: "rows", rows: copy(rows) });
  }

  function touched() {
    dirty = true;
    tell(el, { typed: name });
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE_MS);
  }

  function control(row, column, ids) {
    const common = { id: ids.field, "aria-describedby": column.hint ? ids.hint : null };
    const took = (value) => { row[column.key] = value; touched(); };
    if (column.kind === "select") {
      return make("select", { ...common, onchange: (event) => { took(event.target.value); flush(); } },
        column.options.map(([value, label]) =>
          make("option", { value, selected: value === row[column.key] }, label)));
    }
    if (column.kind === "area") {
      return make("textarea", {
        ...common, rows: "2", maxlength: String(column.longest ?? 2000), value: row[column.key],
        oninput: (event) => { grow(event.target); took(event.target.value); },
      });
    }
    if (column.kind === "date") return date(row, column, common, took);
    return make("input", {
      ...common, type: column.kind, maxlength: "2000",
      value: row[column.key], oninput: (event) => took(event.target.value),
    });
  }

  // Browsers write dates in their own order, so the day is also said in words.
  function date(row, column, common, took) {
    const spelt = make("p", { class: "room-hint room-spelt", "aria-live": "polite" });
    const spell = (value) => {
      const day = new Date(`${value}T12:00`);
      spelt.textContent = Number.isNaN(day.getTime()) ? "" : day.toLocaleDateString("en-GB", {
        weekday: "long", day: "numeric", month: "long", year: "numeric" });
    };
    spell(row[column.key]);
    return make("div", {}, make("input", {
      ...common, type: "date", value: row[column.key], min: "2000-01-01", max: "2099-12-31",
      oninput: (event) => { spell(event.target.value); took(event.target.value); },
    }), spelt);
  }

  function grow(area) {
    area.style.height = "auto";
    area.style.height = `${Math.max(area.scrollHeight + 4, 76)}px`;
  }

  function choices(row, column, ids) {
    const group = fresh("choice");
    return make("fieldset", { class: "room-choices", "aria-describedby": column.hint ? ids.hint : null },
      make("legend", { class: "room-label" }, column.label),
      column.hint ? make("p", { class: "room-hint", id: ids.hint }, column.hint) : null,
      column.options.map(([value, label]) => {
        const choice = fresh("choice");
        return make("div", { class: "room-choice" },
          make("input", {
            type: "radio", id: choice, name: group, value, checked: row[column.key] === value,
            onchange: () => { row[column.key] = value; touched(); flush(); showAsNeeded(); },
          }),
          make("label", { for: choice }, label));
      }));
  }

  function check(row, column, ids) {
    return make("div", { class: "room-choice" },
      make("input", {
        type: "checkbox", id: ids.field, checked: Boolean(row[column.key]),
        onchange: (event) => { row[column.key] = event.target.checked; touched(); flush(); },
      }),
      make("label", { for: ids.field }, column.label));
  }

  function field(row, column) {
    const ids = { field: fresh(column.key), hint: fresh(`${column.key}-hint`) };
    const holder = make("div", { class: `room-field room-kind-${column.kind}`, "data-key": column.key });
    if (column.kind === "radios") holder.append(choices(row, column, ids));
    else if (column.kind === "check") holder.append(check(row, column, ids));
    else {
      holder.append(
        make("label", { for: ids.field, class: "room-label" }, column.label),
        ...(column.hint ? [make("p", { class: "room-hint", id: ids.hint }, column.hint)] : []),
        control(row, column, ids));
    }
    if (column.only_if) {
      const [key, value] = column.only_if;
      holder.showIfNeeded = () => { holder.hidden = row[key] !== value; };
      holder.showIfNeeded();
    }
    return holder;
  }

  function showAsNeeded() {
    for (const holder of list.querySelectorAll(".room-field")) holder.showIfNeeded?.();
  }

  function block(row, at) {
    const title = `${noun} ${at + 1}`;
    const remove = make("button", {
      type: "button", class: "room-link room-remove", "aria-label": `Remove ${title.toLowerCase()}`,
      onclick: () => removeRow(at),
    }, "Remove");
    return make("fieldset", { class: "room-row" },
      make("legend", { class: single ? "room-spoken" : "room-legend" }, single ? noun : title),
      columns.map((column) => field(row, column)),
      single ? null : remove);
  }

  function draw() {
    list.replaceChildren(...rows.map(block));
    add.hidden = rows.length >= model.get("most");
    for (const area of list.querySelectorAll("textarea")) grow(area);
    drawOffers();
  }

  function drawOffers() {
    const offers = model.get("offers");
    const taken = new Set(rows.map((row) => row.item).filter(Boolean));
    const wasOpen = offered.querySelector("details")?.open;
    if (offers.length === 0) { offered.replaceChildren(); return; }
    offered.replaceChildren(make("details", { class: "room-offers", open: wasOpen },
      make("summary", {}, `Choose from their own words (${offers.length})`),
      make("ul", { class: "room-plain" }, offers.map((offer) => make("li", {},
        taken.has(offer.item)
          ? make("p", { class: "room-taken" }, `“${offer.text}” (added)`)
          : make("button", {
            type: "button", class: "room-suggestion",
            "aria-label": `Add: ${offer.text}`,
            onclick: () => { addRow({ text: offer.text, item: offer.item }); },
          }, `“${offer.text}”`))))));
  }

  function addRow(given) {
    if (rows.length >= model.get("most")) return;
    const chosen = given?.item ? given : {};
    rows.push({ ...copy(model.get("blank")), ...chosen });
    dirty = true;
    draw();
    flush();
    const last = list.lastElementChild;
    if (chosen.item) {
      said.textContent = "Added in their own words. You can change it below.";
      offered.querySelector("summary")?.focus();
    } else {
      const first = last?.querySelector("textarea, input, select");
      first?.focus();
      first?.scrollIntoView({ block: "nearest" });
    }
  }

  function removeRow(at) {
    rows.splice(at, 1);
    dirty = true;
    draw();
    flush();
    said.textContent = `${noun} ${at + 1} was removed.`;
    (list.children[Math.max(0, at - 1)]?.querySelector("textarea, input") ?? add).focus();
  }

  function fromKernel() {
    const theirs = model.get("rows");
    if (dirty || unanswered || same(rows, theirs)) return;
    rows = copy(theirs);
    draw();
  }

  list.addEventListener("focusout", flush);
  const stay = whenLeaving(flush);
  model.on("change:rows", fromKernel);
  model.on("change:offers", drawOffers);
  model.on("msg:custom", (message) => {
    if (message.answered !== unanswered) return;
    unanswered = null;
    fromKernel();
  });
  draw();
  requestAnimationFrame(() => {
    for (const area of list.querySelectorAll("textarea")) grow(area);
  });
  return () => {
    stay();
    flush();
  };
}
export default { render };
