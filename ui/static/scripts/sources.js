// The sources beside the conversation: the cards of one turn are shown, and a citation opens its card at the quote.
import { smooth } from "./browser.js";
import { $, call, desk, words } from "./page.js";

let cite = null; // the citation whose source was opened

export function show(turn) {
  for (const cards of desk.querySelectorAll(".cards")) cards.hidden = Number(cards.dataset.turn) !== turn;
  const none = $("[data-no-sources]");
  none.hidden = Boolean($(`.cards[data-turn="${turn}"]`));
  none.textContent = words[turn ? "sources.none" : "sources.empty"];
}

export function openSource(link) {
  const { source, quote } = link.dataset;
  show(Number(source.split("-")[1]));
  const card = document.getElementById(source);
  if (!card) return;
  cite = link;
  for (const other of desk.querySelectorAll(".card.ring, mark.ring")) other.classList.remove("ring");
  card.classList.add("ring");
  card.focus({ preventScroll: true });
  const target = quote && document.getElementById(`mark-${source.slice(4)}-${quote}`);
  const mark = target && target.closest("mark");
  card.scrollIntoView({ block: "start", behavior: smooth() });
  if (!mark) return;
  mark.classList.add("ring");
  const box = mark.closest(".card-abstract");
  if (box) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 24;
}

export function backToCitation() {
  cite?.focus();
}

export async function fillReference(details, style = $("[data-style]", details).value) {
  const shown = await call("reference", { id: details.dataset.record, style });
  if (shown !== undefined) $("[data-reference]", details).textContent = shown;
}
