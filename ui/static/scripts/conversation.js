// The conversation: the answers as the server gave them, kept in the browser, and the turns that show them.
import { fit, parsed, read, write } from "./browser.js";
import { $, call, desk } from "./page.js";
import { show } from "./sources.js";

const KEPT = "refdesk-conversation";
export const MOST_TURNS = 50;

export const answers = []; // oldest first: they go back to the server with each question

export const turnOf = (element) => Number(element.closest(".turn").id.slice(5));
export const answerOf = (element) => answers[turnOf(element) - 1];
export const upTo = (element) => answers.slice(0, turnOf(element));

export const kept = () => parsed(read(KEPT)) || [];

// Shows what was kept, as far as it still fits the records; tells whether the server gave anything.
export async function restore(history) {
  const shown = await call("restore", { history });
  if (!shown) return false;
  shown.forEach(place);
  settle();
  return true;
}

export function place({ turn, cards, kept: answer }) {
  answers.push(answer);
  $("#turns").insertAdjacentHTML("beforeend", turn);
  $("#sources").insertAdjacentHTML("beforeend", cards);
  show(answers.length);
}

// Keeps the conversation as it now is, and empties the question box.
export function settle() {
  showEmptiness();
  for (const more of [...desk.querySelectorAll("[data-more]")].slice(0, -1)) more.replaceChildren();
  write(KEPT, JSON.stringify(answers));
  const box = $("#q");
  box.value = "";
  fit(box);
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
