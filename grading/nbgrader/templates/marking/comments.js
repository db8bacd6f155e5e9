"use strict";
// Comments to start from, under each comment box. Whatever they hold is set as text, never as HTML.
const bank = (() => {
  const MOST_FIRST = 4;

  function button(text, className) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = text;
    return made;
  }

  function put(section, comment) {
    const box = section.querySelector("textarea.comment");
    const before = box.value.trimEnd();
    box.value = before ? `${before}\n${comment.text}` : comment.text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    page.say("Put into the comment. Change it as you like.");
    page.ask(`/comments/${comment.id}/used`, {}).catch(() => {});
  }

  function line(section, comment, refresh) {
    const item = document.createElement("li");
    const offer = button(comment.text, "lwk-offer");
    const about = document.createElement("small");
    about.textContent = comment.about;
    offer.append(about);
    offer.addEventListener("click", () => put(section, comment));
    item.append(offer);
    if (comment.kept) {
      const remove = button("Remove", "lwk-button lwk-second");
      remove.setAttribute("aria-label", `Remove this comment for everybody: ${comment.text}`);
      remove.addEventListener("click", async () => {
        if (!window.confirm("Remove this comment for every marker?")) return;
        try {
          await page.ask(`/comments/${comment.id}/removed`, {});
          page.say("Removed. Feedback that already holds it stays as it is.");
          refresh();
        } catch (error) {
          page.complain(error.message);
        }
      });
      item.append(remove);
    }
    return item;
  }

  function keepButton(section, level, refresh) {
    const keep = button("Keep my comment for other recruits too", "lwk-button lwk-second");
    keep.addEventListener("click", async () => {
      const text = section.querySelector("textarea.comment").value;
      const body = { criterion: section.dataset.criterion, level: level(), text, about: about(),
        marker: who() };
      try {
        const answer = await page.ask("/comments", body);
        page.say(answer.message);
        refresh();
      } catch (error) {
        page.complain(error.message);
      }
    });
    return keep;
  }

  // Which work is on the page: its number in the gradebook or in the sample, never a name.
  let about = () => ({});
  let who = () => "";
  const there = page.ask("/marker");

  function show(section, comments, level, refresh) {
    const place = section.querySelector("[data-bank]");
    const heading = document.createElement("h4");
    heading.textContent = "Comments to start from";
    const parts = [heading];
    if (comments === null) {
      const hint = document.createElement("p");
      hint.className = "lwk-quiet";
      hint.textContent = "Choose a level, and comments that fit it stand here.";
      parts.push(hint);
    } else {
      const list = document.createElement("ul");
      const first = Math.min(MOST_FIRST, comments.filter((comment) => comment.fits).length);
      const items = comments.map((comment) => line(section, comment, refresh));
      list.append(...items.slice(0, first));
      parts.push(list);
      if (items.length > first) {
        const more = button(`Show ${items.length - first} more`, "lwk-button lwk-second");
        more.addEventListener("click", () => {
          list.append(...items.slice(first));
          more.remove();
          items[first].querySelector("button").focus();
        });
        parts.push(more, " ");
      }
    }
    place.replaceChildren(...parts, keepButton(section, level, refresh));
    place.hidden = false;
  }

  // Offers comments in one section, now and whenever `refresh` (returned) is called.
  function offer(section, level) {
    let asked = 0;
    async function refresh() {
      if (!section.querySelector("[data-bank]")) return;
      const mine = ++asked, at = level();
      try {
        await there;
        if (at === null) {
          show(section, null, level, refresh);
          return;
        }
        const query = new URLSearchParams({ criterion: section.dataset.criterion, level: at });
        const answer = await page.ask(`/comments?${query}`);
        if (mine === asked) show(section, answer.comments, level, refresh);
      } catch {
        // Without the kit's part of the server there is no bank; the comment box works all the same.
      }
    }
    refresh();
    return refresh;
  }

  return { offer, there, tellAbout: (found) => { about = found; },
    tellMarker: (found) => { who = found; } };
})();
