// Asking: a question is sent with the conversation, its answer takes its place, and questions to go on with follow.
import { fit, told } from "./browser.js";
import { MOST_TURNS, answers, dropLast, place, settle, showEmptiness, turnOf } from "./conversation.js";
import { address, choose, filters, lacking } from "./filters.js";
import { $, announce, call, desk, language, words } from "./page.js";
import { show } from "./sources.js";
import { failed, reveal, showReading, wait } from "./waiting.js";

let asking = new AbortController(); // of the question that is being answered; what comes after Stop is left out
let editing = false; // whether the next question takes the place of the last one

export const isAnswering = () => $("#stop").hidden === false;

export async function ask(question, conditions = filters, instead = false) {
  question = question.trim();
  if (!question) return;
  if (question.length > desk.dataset.longest) return failed(question, { error: words["error.too_long"] });
  if (answers.length >= MOST_TURNS) clear("");
  const { signal } = anew();
  const waiting = wait(question);
  busy(true);
  const sent = { language, question, filters: conditions, history: instead ? answers.slice(0, -1) : answers };
  const result = await told("/page/ask", sent, signal, (part) => part.reading && showReading(waiting, part));
  if (signal.aborted) return;
  busy(false);
  waiting.remove();
  if (!result?.turn) return failed(question, result);
  if (instead) dropLast();
  edit(false);
  place(result);
  settle();
  address(question, conditions);
  const turn = $(`#turn-${answers.length}`);
  reveal(turn);
  announce([...turn.querySelectorAll(".notice, .said, .refusal")].slice(0, 2).map((e) => e.innerText).join(" ") || turn.innerText);
  goOn();
}

export async function goOn() {
  const [{ signal }, turn] = [asking, $(`#turn-${answers.length} [data-more]`)];
  const more = turn && (await call("go_on", { history: answers }));
  if (!signal.aborted && more) turn.innerHTML = more;
}

export function send() {
  if (!isAnswering()) ask($("#q").value, filters, editing);
}

export function retry() {
  const last = answers.at(-1);
  ask(last.question, last.asked, true);
}

// Asks a question again without the words of a condition that was found in it.
export async function without(button) {
  const { question, asked } = answers[turnOf(button) - 1];
  const left = await call("without", { question, words: button.dataset.drop });
  if (left) ask(left, asked);
}

// Asks a question again without one of the filters that it was asked under.
export async function under(button) {
  const { question, asked } = answers[turnOf(button) - 1];
  const conditions = lacking(asked, button.dataset.off, button.dataset.value);
  await choose(conditions);
  ask(question, conditions);
}

// Asks a question again of those records alone that meet a condition which may have been meant.
export async function only(button) {
  const { question, asked } = answers[turnOf(button) - 1];
  const { only: field, value } = button.dataset;
  const years = value.split("–").map(Number);
  const chosen = field === "years" ? [years[0], years.at(-1)] : [...(asked?.[field] || []), value];
  const conditions = { ...asked, [field]: chosen };
  await choose(conditions);
  ask(question, conditions);
}

export function stop() {
  anew();
  busy(false);
  $(".turn.waiting")?.remove();
  showEmptiness();
  announce(words["ask.stopped"]);
  $("#q").focus();
}

export function editLast() {
  edit(true);
  typeInto($("#q"), answers.at(-1).question);
  $("#q").focus();
}

// Leaves the editing, if there is any.
export function leaveEditing(box) {
  if (!editing) return;
  edit(false);
  typeInto(box, "");
}

export function clear(message) {
  anew();
  busy(false);
  edit(false);
  while (answers.length) dropLast();
  $(".turn.waiting")?.remove();
  settle();
  show(0);
  history.replaceState(null, "", "/");
  announce(message);
  $("#q").focus();
}

function anew() {
  asking.abort();
  asking = new AbortController();
  return asking;
}

function busy(now) {
  for (const left of desk.querySelectorAll(".turn.failed")) left.remove();
  $("#send").hidden = now;
  $("#stop").hidden = !now;
}

// While the last question is edited its answer stays, and goes when the new one has come.
function edit(now) {
  editing = now;
  $(".turn.edited")?.classList.remove("edited");
  if (now) $(`#turn-${answers.length}`).classList.add("edited");
}

function typeInto(box, text) {
  box.value = text;
  fit(box);
}
