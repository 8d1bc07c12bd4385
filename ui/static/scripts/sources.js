// The sources beside the conversation: the cards of one turn, each open at what is quoted of it, and a citation that
// opens its own. The text that is being read stays where it is: only the panel moves, or on a phone a sheet over it.
import { smooth } from "./browser.js";
import { $, call, desk, words } from "./page.js";
import { openSheet } from "./sheet.js";

const ROOM = 36; // pixels over a mark, in which the line before it is seen
const LINES = 96; // pixels of a mark that are seen at least

let cite = null; // the citation whose source was opened

// A card is opened at its mark when it is first shown, and whenever its size changes.
const sized = new ResizeObserver((all) => {
  for (const { target } of all) if (target.clientHeight) bring(target, $("mark.ring", target) || $("mark", target));
});

export function show(turn) {
  for (const cards of desk.querySelectorAll(".cards")) cards.hidden = Number(cards.dataset.turn) !== turn;
  const none = $("[data-no-sources]");
  none.hidden = Boolean($(`.cards[data-turn="${turn}"]`));
  none.textContent = words[turn ? "sources.none" : "sources.empty"];
  for (const box of desk.querySelectorAll(`.cards[data-turn="${turn}"] .card-abstract`)) sized.observe(box);
}

export const cardOf = (link) => document.getElementById(link.dataset.source);

// The mark of a citation in its card; one that cites a record as a whole has none.
export function markOf({ dataset: { source, quote } }) {
  return quote ? document.getElementById(`mark-${source.slice(4)}-${quote}`)?.closest("mark") : null;
}

export function openSource(link) {
  const card = cardOf(link);
  if (!card) return;
  const mark = markOf(link);
  point(link, card, mark);
  show(Number(link.dataset.source.split("-")[1]));
  const isWide = matchMedia("(min-width: 56rem)").matches;
  if (!isWide) openSheet(card, backToCitation);
  bringCard($(isWide ? "#sources" : "[data-sheet]"), card, mark);
  card.focus({ preventScroll: true });
}

export function backToCitation() {
  cite?.focus({ preventScroll: true });
}

// Pointing at a quote, or at its citation, lights its mark, and pointing at a mark lights what is quoted of it.
export function light(target) {
  for (const lit of desk.querySelectorAll(".lit")) lit.classList.remove("lit");
  const quote = target.closest?.(".quote");
  const link = target.closest?.("[data-source]") || (quote && $("[data-source]", quote));
  const mark = link ? markOf(link) : target.closest?.(".card mark");
  if (!mark) return;
  mark.classList.add("lit");
  for (const each of citing(mark)) each.closest(".quote")?.classList.add("lit");
}

export async function fillReference(details, style = $("[data-style]", details).value) {
  const shown = await call("reference", { id: details.dataset.record, style });
  if (shown !== undefined) $("[data-reference]", details).textContent = shown;
}

function point(link, card, mark) {
  for (const other of desk.querySelectorAll(".card.ring, mark.ring")) other.classList.remove("ring");
  cite?.removeAttribute("aria-current");
  cite = link;
  cite.setAttribute("aria-current", "true");
  card.classList.add("ring");
  mark?.classList.add("ring");
}

// Scrolls an abstract within its card; a mark of a title is seen with the card.
function bring(box, mark) {
  if (box && mark && box.contains(mark)) box.scrollTop += top(mark) - top(box) - ROOM;
}

// The card comes to the head of the panel; further where its mark would lie under the panel's end.
function bringCard(panel, card, mark) {
  const seen = Math.min(panel.getBoundingClientRect().bottom, innerHeight) - top(panel);
  bring($(".card-abstract", card), mark || $("mark", card));
  const under = mark ? Math.max(0, top(mark) - top(card) + LINES - seen) : 0;
  panel.scrollTo({ top: panel.scrollTop + top(card) - top(panel) + under - 8, behavior: smooth() });
}

function citing(mark) {
  const links = [...desk.querySelectorAll(".turn [data-quote]:not([data-quote=''])")];
  return links.filter((link) => markOf(link) === mark);
}

const top = (element) => element.getBoundingClientRect().top;
