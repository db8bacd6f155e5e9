"use strict";
// What every page for markers shares: saying things, asking the server, levels, and finding turns.
const page = (() => {
  const said = document.getElementById("said"), trouble = document.getElementById("trouble");
  let quiet;

  function say(text) {
    trouble.textContent = "";
    said.textContent = text;
    clearTimeout(quiet);
    quiet = setTimeout(() => { said.textContent = ""; }, 4000);
  }

  function complain(text) {
    said.textContent = "";
    trouble.textContent = text;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") trouble.textContent = "";
  });

  function cookie(name) {
    const found = document.cookie.match("\\b" + name + "=([^;]*)\\b");
    return found ? found[1] : "";
  }

  // Asks our own part of the server; with a body it is a POST. Throws an Error in words.
  async function ask(path, body) {
    const options = { credentials: "same-origin", headers: {
      Accept: "application/json", "X-XSRFToken": cookie("_xsrf"),
    } };
    if (body !== undefined) {
      Object.assign(options, { method: "POST", body: JSON.stringify(body), keepalive: true });
      options.headers["Content-Type"] = "application/json";
    }
    let answer;
    try {
      answer = await fetch(link_worker_url + path, options);
    } catch {
      throw new Error("The server does not answer. What you typed is still on this page.");
    }
    const data = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw Object.assign(new Error(data.message || "The server could not do that."),
        { status: answer.status });
    }
    return data;
  }

  const sections = () => [...document.querySelectorAll("[data-criterion]")];
  const radios = (section) => [...section.querySelectorAll(".lwk-levels input")];
  const close = (one, other) => Math.abs(one - other) < 1e-6;
  const plainNumber = (number) => String(Math.round(number * 100) / 100);

  // Checks the level that the points amount to; between two levels none is checked.
  function showLevel(section, points) {
    for (const radio of radios(section)) {
      radio.checked = points !== null && close(Number(radio.value), points);
    }
  }

  // The level that points amount to, rounded down; null where there are none.
  function levelOf(section, points) {
    if (points === null) return null;
    const reached = radios(section).filter((radio) => Number(radio.value) <= points + 1e-6);
    return reached.length ? Number(reached[reached.length - 1].dataset.level) : null;
  }

  function nameOf(section, points) {
    const radio = radios(section).find((each) => close(Number(each.value), points));
    if (radio) return radio.parentElement.querySelector("label .lwk-who").textContent;
    return "Between two levels";
  }

  function inWords(section, points) {
    return `${nameOf(section, points)}, ${plainNumber(points)} of ` +
      `${plainNumber(Number(section.dataset.maximum))} points`;
  }

  function numberIn(input) {
    if (input.value.trim() === "") return null;
    const number = Number(input.value);
    return Number.isFinite(number) ? number : null;
  }

  function state(section, text) {
    section.querySelector("[data-state]").textContent = text;
    const line = document.querySelector(`[data-overview="${section.dataset.criterion}"]`);
    if (line) line.textContent = text;
  }

  // From a piece of evidence to its turn, and back to the criterion.
  const back = document.getElementById("back");
  let cameFrom = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.lwk-jump");
    const section = link && link.closest("[data-criterion]");
    if (!section || !back) return;
    cameFrom = link;
    back.textContent = `Back to ${section.dataset.title}`;
    back.hidden = false;
  });
  if (back) {
    back.addEventListener("click", () => {
      back.hidden = true;
      cameFrom.focus({ preventScroll: true });
      cameFrom.scrollIntoView({ block: "center" });
    });
  }

  return { say, complain, ask, sections, radios, showLevel, levelOf, inWords, numberIn, state,
    plainNumber };
})();
