// The conversation of this tab: the answers as the server gave them, the turns that show them, and what is kept of both.
import { load, makeOwn, save } from "./kept.js";
import { $, call, desk } from "./page.js";
import { show } from "./sources.js";

export const MOST_TURNS = 50;

export const answers = []; // oldest first: they go back to the server with each question

const NONE = { id: "", rev: "" };

let chat = NONE; // under which id they are kept, and as of which writing

export const chatId = () => chat.id;

export const turnOf = (element) => Number(element.closest(".turn").id.slice(5));
export const answerOf = (element) => answers[turnOf(element) - 1];
export const upTo = (element) => answers.slice(0, turnOf(element));

// Shows a conversation that is kept, as far as it still fits the records; tells whether anything of it does.
export async function open(id) {
  const kept = load(id);
  if (!kept || !(await restore(kept.answers))) return false;
  own({ id, rev: kept.rev });
  return true;
}

export async function restore(history) {
  const shown = await call("restore", { history });
  if (!shown?.length) return false;
  empty();
  shown.forEach(place);
  tidy();
  return true;
}

export function place({ turn, cards, kept: answer }) {
  answers.push(answer);
  $("#turns").insertAdjacentHTML("beforeend", turn);
  $("#sources").insertAdjacentHTML("beforeend", cards);
  show(answers.length);
}

// Keeps the conversation as it now is.
export function settle() {
  tidy();
  const saved = save({ ...chat, answers });
  if (saved) own(saved);
  $("[data-full]").hidden = Boolean(saved);
}

// Takes the conversation off the page; it is kept still.
export function empty() {
  while (answers.length) dropLast();
  own(NONE);
  show(0);
  tidy();
}

export function showEmptiness() {
  desk.classList.toggle("empty", answers.length === 0);
}

export function dropLast() {
  const turn = answers.length;
  $(`#turn-${turn}`)?.remove();
  $(`.cards[data-turn="${turn}"]`)?.remove();
  return answers.pop();
}

function tidy() {
  showEmptiness();
  for (const more of [...desk.querySelectorAll("[data-more]")].slice(0, -1)) more.replaceChildren();
}

function own({ id, rev }) {
  chat = { id, rev };
  makeOwn(id);
}
