// Resolve selectors on a page with Apache Annotator in jsdom; print how many were found, and what was wrong.
// Usage: node annotator.mjs MODULES PAGE ANNOTATIONS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, page, file] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/here.js`));
const { JSDOM } = require("jsdom");
const { window } = new JSDOM(readFileSync(page, "utf-8"));
Object.assign(globalThis, {
  Node: window.Node, Text: window.Text, Range: window.Range, NodeFilter: window.NodeFilter, document: window.document,
});
const { createTextQuoteSelectorMatcher, createTextPositionSelectorMatcher } =
  await import(pathToFileURL(require.resolve("@apache-annotator/dom")));

const export_ = JSON.parse(readFileSync(file, "utf-8"));
const hypothesis = "annotations" in export_;
const items = hypothesis ? export_.annotations : export_.first.items;
const wrong = [];

async function all(matches) {
  const found = [];
  for await (const range of matches) found.push(range);
  return found;
}

for (const item of items) {
  const target = hypothesis ? item.target[0] : item.target;
  const id = target.source.replace("urn:uuid:", "");
  const element = window.document.querySelector(`[data-briefing="${id}"]`);
  const by = Object.fromEntries(target.selector.map((one) => [one.type, one]));
  const { exact } = by.TextQuoteSelector;
  const position = by.TextPositionSelector;
  let placed;
  if (hypothesis) {
    // Its client counts UTF-16 code units, as JavaScript itself does.
    placed = [element.textContent.slice(position.start, position.end)];
  } else {
    placed = (await all(createTextPositionSelectorMatcher(position)(element))).map(String);
  }
  const quoted = await all(createTextQuoteSelectorMatcher(by.TextQuoteSelector)(element));
  const starts = quoted.map((range) => {
    const before = window.document.createRange();
    before.setStart(element, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const text = before.toString();
    return hypothesis ? text.length : [...text].length;
  });
  if (placed.length !== 1 || placed[0] !== exact) wrong.push([id, "position", exact, placed]);
  if (!starts.includes(position.start) || quoted.some((range) => String(range) !== exact)) {
    wrong.push([id, "quote", exact, starts, position.start]);
  }
}
console.log(JSON.stringify({ items: items.length, wrong }));
