// Asking: a question is sent with the conversation, its answer takes its place, and questions to go on with follow.
import { told } from "./browser.js";
import { MOST_TURNS, answers, dropLast, empty, place, restore, settle, showEmptiness, turnOf } from "./conversation.js";
import { choose, conditionsIn, filters, lacking } from "./filters.js";
import { leaveUndo } from "./list.js";
import { $, announce, call, desk, language, words } from "./page.js";
import { arrive, arriveHome } from "./places.js";
import { failed, giveBack, reveal, showReading, typeInto, wait } from "./waiting.js";

let asking = new AbortController(); // of the question that is being answered; what comes after Stop is left out
let editing = false; // whether the next question takes the place of the last one

export const isAnswering = () => $("#stop").hidden === false;

export async function ask(question, conditions = filters, instead = false) {
  question = question.trim();
  if (!question) return;
  if (question.length > desk.dataset.longest) return failed(question, { error: words["error.too_long"] });
  if (answers.length >= MOST_TURNS) empty();
  const { signal } = anew();
  leaveUndo();
  if ($("#q").value.trim() === question) typeInto("");
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
  arrive(answers.length, instead || !history.state);
  const turn = $(`#turn-${answers.length}`);
  reveal(turn);
  announce([...turn.querySelectorAll(".notice, .said, .refusal")].slice(0, 2).map((e) => e.innerText).join(" ") || turn.innerText);
  goOn();
  return result;
}

// Asks what somebody else has shared, after the questions that it leans on; says so where the answer is another one now.
export async function askShared(pairs) {
  const before = pairs.getAll("after").map((query) => new URLSearchParams(query));
  const earlier = before.map((each) => ({ question: each.get("q") || "", asked: conditionsIn(each) }));
  // Only what was asked is shared; the desk answers it anew.
  if (earlier.length) await restore(earlier.map((each) => ({ ...each, status: "answered", whole: false })));
  const mark = pairs.get("mark");
  const result = await ask(pairs.get("q"));
  if (!mark || !result || result.mark === mark) return;
  const told = document.createElement("p");
  told.className = "notice";
  told.textContent = words["share.changed"];
  $(`#turn-${answers.length} .answer`).prepend(told);
  announce(told.textContent);
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
  const question = $(".turn.waiting .text")?.textContent;
  leaveWaiting();
  showEmptiness();
  giveBack(question || "");
  announce(words["ask.stopped"]);
  $("#q").focus();
}

export function editLast() {
  edit(true);
  typeInto(answers.at(-1).question);
  $("#q").focus();
}

// Leaves the editing, if there is any.
export function leaveEditing() {
  if (!editing) return;
  edit(false);
  typeInto("");
}

// Begins a new conversation; the one before it is kept.
export function fresh() {
  breakOff();
  leaveUndo();
  empty();
  arriveHome();
  $("#q").focus();
}

// Leaves the question that is being answered, and the editing of one.
export function breakOff() {
  leaveWaiting();
  edit(false);
}

function leaveWaiting() {
  anew();
  busy(false);
  $(".turn.waiting")?.remove();
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
