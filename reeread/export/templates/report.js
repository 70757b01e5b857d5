"use strict";
// Filters, and keys on the links to passages. Without it the page is whole and only cannot be narrowed.
{
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const passages = [...document.querySelectorAll("[data-tags]")];
  const marked = [...document.querySelectorAll("mark[data-of]")];
  const labels = [...document.querySelectorAll("a.label")];
  const counted = [...document.querySelectorAll(".counted")];
  const ofBriefings = [...document.querySelectorAll("[data-source]:not([data-tags])")];
  const every = passages.filter((one) => one.classList.contains("passage")).length;

  const number = (count) => count.toLocaleString("en-US");

  function fits(passage, wanted) {
    return (
      (!wanted.author || passage.dataset.author === wanted.author) &&
      (!wanted.briefing || passage.dataset.source === wanted.briefing) &&
      (!wanted.tags.length || passage.dataset.tags.split(" ").some((tag) => wanted.tags.includes(tag)))
    );
  }

  function narrow() {
    const data = new FormData(form);
    const wanted = { tags: data.getAll("tag"), author: data.get("author"), briefing: data.get("briefing") };
    const kept = new Set();
    for (const passage of passages) {
      passage.hidden = !fits(passage, wanted);
      if (!passage.hidden) kept.add(passage.dataset.of);
    }
    for (const one of ofBriefings) one.hidden = Boolean(wanted.briefing) && one.dataset.source !== wanted.briefing;
    for (const part of counted) {
      const inside = part.querySelectorAll("[data-tags]");
      const left = [...inside].filter((one) => !one.hidden).length;
      part.hidden = left === 0;
      const count = part.querySelector(".count");
      if (count) count.textContent = left < inside.length ? `(${left} of ${inside.length})` : `(${left})`;
      for (const list of part.querySelectorAll("ul")) {
        const empty = ![...list.children].some((one) => !one.hidden);
        list.hidden = empty;
        if (list.previousElementSibling?.classList.contains("band")) list.previousElementSibling.hidden = empty;
      }
    }
    for (const mark of marked) mark.classList.toggle("off", !mark.dataset.of.split(" ").some((key) => kept.has(key)));
    for (const label of labels) label.hidden = !kept.has(label.id.slice(1));
    const some = kept.size < every ? `${number(kept.size)} of ${number(every)}` : number(every);
    shown.textContent = `${some} passage${every === 1 ? "" : "s"}`;
  }

  function step(from, by) {
    const kind = from.classList.contains("label") ? "a.label" : "a.to";
    const links = [...document.querySelectorAll(kind)];
    let at = links.indexOf(from) + by;
    while (links[at] && !links[at].checkVisibility()) at += by;
    const next = links[at];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  }

  form.addEventListener("change", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(narrow));
  document.addEventListener("keydown", (event) => {
    const by = { j: 1, k: -1 }[event.key];
    const link = document.activeElement?.closest("a.to, a.label");
    if (!by || !link || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    step(link, by);
  });
  // Where a link leads, the next key works: the label at the passage, or the link of the passage in the summary.
  window.addEventListener("hashchange", () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    (place?.classList.contains("passage") ? place.querySelector("a.to") : place?.closest("a.label"))?.focus();
  });
  // A browser that goes back to the page fills the form in again.
  window.addEventListener("pageshow", () => {
    if ([...new FormData(form).values()].some(Boolean)) narrow();
  });
  form.hidden = false;
}
