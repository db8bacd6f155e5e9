/*
 * nbgrader's lists for trainers, mended where they leave out keyboard and screen reader: parts of
 * the page are named, pictures that do something say what, and a closed message gives the place
 * back. What the page does stays nbgrader's.
 */
(() => {
  const set = (where, values) => {
    for (const node of document.querySelectorAll(where)) {
      for (const [name, value] of Object.entries(values)) {
        if (value === null) node.removeAttribute(name);
        else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
      }
    }
  };

  function headingOf(cell) {
    const head = cell.closest("table").tHead;
    return head?.rows[0]?.cells[cell.cellIndex]?.textContent.trim() ?? "";
  }

  /* What tells a row from the others: a recruit's id, else the first words in it. */
  function rowName(row) {
    const id = row.querySelector(".student-id")?.textContent.trim();
    return id || [...row.cells].map((cell) => cell.textContent.trim()).find(Boolean) || "";
  }

  function nameActions() {
    for (const action of document.querySelectorAll("#main-table a, #main-table .glyphicon")) {
      const picture = action.matches(".glyphicon");
      if (action.textContent.trim() || (picture && !action.matches(".name-shown, .name-hidden"))) continue;
      const cell = action.closest("td");
      const name = picture
        ? action.matches(".name-shown") ? "Hide the name" : "Show the name"
        : `${headingOf(cell)}: ${rowName(cell.parentElement)}`;
      if (action.getAttribute("aria-label") === name) continue;
      action.setAttribute("aria-label", name);
      action.title = name;
      action.removeAttribute("aria-hidden");
      if (picture || action.getAttribute("href") === "#") action.setAttribute("role", "button");
      if (picture) action.tabIndex = 0;
    }
  }

  /* A column of eyes, by which names are shown. */
  function nameColumns() {
    for (const head of document.querySelectorAll("thead th")) {
      if (!head.textContent.trim()) head.textContent = "Names";
    }
  }

  /* Recruits are known by an id alone; nbgrader then writes what it found in two empty fields. */
  function sayNoName() {
    for (const node of document.querySelectorAll("#main-table td.student-name, #main-table td > a")) {
      if (node.childElementCount === 0 && node.textContent === "None, None") node.textContent = "No name kept";
    }
  }

  function mend() {
    set(".container-fluid > .row:first-child", { role: "banner" });
    set(".container-fluid > .row + .row > .col-md-2", { role: "navigation", "aria-label": "Formgrader" });
    set(".container-fluid > .row + .row > .col-md-10", { role: "main" });
    set("ul.nav > li[role=presentation]", { role: null });
    set(".jupyter-logo svg", { "aria-hidden": "true" });
    set("#accordion", { role: null, "aria-multiselectable": null });
    set("#accordion .panel-heading, #accordion .panel-collapse", { role: null, "aria-labelledby": null });
    set("h4.panel-title, h4.modal-title", { role: "heading", "aria-level": "2" });
    set(".modal", { tabindex: "-1", "aria-modal": "true" });
    for (const modal of document.querySelectorAll(".modal:not([aria-label])")) {
      modal.setAttribute("aria-label", modal.querySelector(".modal-title")?.textContent ?? "Message");
    }
    for (const field of document.querySelectorAll(".modal :is(input, select):not([id], [aria-label])")) {
      const name = field.closest("tr")?.cells[0]?.textContent.trim();
      if (name) field.setAttribute("aria-label", name);
    }
    nameColumns();
    sayNoName();
    nameActions();
  }

  document.addEventListener("keydown", (event) => {
    const action = event.target.closest?.("[role=button]");
    if (!action || (event.key !== " " && !(event.key === "Enter" && action.matches("span")))) return;
    event.preventDefault();
    action.click();
  });

  /* The list draws a row anew while it works: the place is kept as row and column. */
  let place = null;
  document.addEventListener("click", (event) => {
    const cell = event.target.closest?.("#main-table td");
    if (cell) place = { row: rowName(cell.parentElement), column: cell.cellIndex };
  }, true);
  window.jQuery?.(document).on("hidden.bs.modal", () => {
    const rows = [...document.querySelectorAll("#main-table > tr")];
    const row = place && rows.find((each) => rowName(each) === place.row);
    row?.cells[place.column]?.querySelector("a, [role=button]")?.focus();
  });

  mend();
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
})();
