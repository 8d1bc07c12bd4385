// Pointing at a citation, or coming to it with the keyboard, shows what it cites: the title, the year, and the sentence
// in its surroundings. It stays while the pointer is on it, and Escape takes it away.
import { $ } from "./page.js";
import { cardOf, markOf } from "./sources.js";

const BEFORE = 140; // characters around the sentence
const AFTER = 140;
const WAIT = 150; // milliseconds, so that a pointer that only passes shows nothing
const LEAVE = 250; // milliseconds in which the pointer may come from the citation to what is shown

let cite = null;
let timer;

export function peekAt(target, now = false) {
  const link = target.closest?.("[data-source]");
  if (link && link === cite) return clearTimeout(timer);
  if (target.closest?.("#peek")) return clearTimeout(timer);
  clearTimeout(timer);
  if (link) timer = setTimeout(open, now ? 0 : WAIT, link);
  else if (cite) timer = setTimeout(hidePeek, LEAVE);
}

// Keeps it beside its citation while the page is scrolled.
export function movePeek() {
  if (cite) put($("#peek"), cite.getBoundingClientRect());
}

export function hidePeek() {
  clearTimeout(timer);
  if (!cite) return false;
  cite.removeAttribute("aria-describedby");
  cite = null;
  $("#peek").hidePopover();
  return true;
}

function open(link) {
  const card = cardOf(link);
  hidePeek();
  if (!card || !link.isConnected) return;
  cite = link;
  fill($("#peek"), card, markOf(link));
  link.setAttribute("aria-describedby", "peek");
  $("#peek").showPopover();
  put($("#peek"), link.getBoundingClientRect());
}

function fill(peek, card, mark) {
  const box = $(".card-abstract", card);
  const [title, sentence] = [$("[data-title]", peek), $("[data-sentence]", peek)];
  title.textContent = [$("h3 a", card).textContent.trim(), card.dataset.year].filter(Boolean).join(" · ");
  sentence.replaceChildren(...around(box, mark));
  sentence.lang = box?.lang || "";
  sentence.hidden = !sentence.textContent;
}

// The words before the mark, the mark, the words after it; without a mark in the abstract, how the abstract begins.
function around(box, mark) {
  if (!box) return [];
  const quoted = document.createElement("mark");
  if (!mark || !box.contains(mark)) return [cut(box.textContent, 0, BEFORE + AFTER)];
  quoted.textContent = mark.textContent;
  const whole = document.createRange();
  whole.setStart(box, 0);
  whole.setEndBefore(mark);
  const before = whole.toString();
  whole.setStartAfter(mark);
  whole.setEnd(box, box.childNodes.length);
  return [cut(before, before.length - BEFORE, before.length), quoted, cut(whole.toString(), 0, AFTER)];
}

// A part of a text, cut between words, with an ellipsis where the text goes on.
function cut(text, from, to) {
  let part = text.slice(Math.max(0, from), to);
  if (from > 0) part = `… ${part.replace(/^\S*\s/, "")}`;
  if (to < text.length) part = `${part.replace(/\s\S*$/, "")} …`;
  return part;
}

// Under the citation, or over it where there is more room; not over the sources beside the conversation.
function put(peek, link) {
  const { width, height } = peek.getBoundingClientRect();
  const under = link.bottom + 6 + height < innerHeight || link.top < height + 6;
  peek.style.top = `${under ? link.bottom + 6 : link.top - 6 - height}px`;
  const room = $(".talk").getBoundingClientRect();
  peek.style.left = `${Math.max(8, room.left, Math.min(link.left - 24, room.right - width))}px`;
}
