// The turn of a question whose answer is not there: while it is waited for, and where it failed.
import { fit, smooth } from "./browser.js";
import { $, announce, desk, words } from "./page.js";

const WAITING = `<p class="reading"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
<span data-said></span></p><div data-records></div>`;
const FAILED = '<div class="refusal" role="alert"><h3></h3><p></p><p class="quiet"></p></div>';

export function wait(question) {
  const turn = placed(question, "waiting", WAITING);
  say(turn, words["wait.searching"]);
  reveal(turn);
  fetch("/healthz").then((r) => r.json()).then((state) => state.model === "ready" || say(turn, words["wait.model"])).catch(() => {});
  return turn;
}

// Which records are read is shown to the eye alone: the answer that follows is what is announced.
export function showReading(turn, { reading, records }) {
  $("[data-said]", turn).textContent = reading;
  $("[data-records]", turn).innerHTML = records;
}

export async function failed(question, result) {
  let message = [429, 503].includes(result?.status) ? words["error.busy"] : result?.error;
  message ??= await fetch("/healthz").then(() => "", () => words["error.offline"]);
  const turn = placed(question, "failed", FAILED);
  $("h3", turn).textContent = words["error.heading"];
  const [said, then] = turn.querySelectorAll(".refusal p");
  said.textContent = message;
  then.textContent = words["error.retry"];
  giveBack(question);
  $("#q").focus({ preventScroll: true });
  reveal(turn);
}

// The question stands in the box again, unless something else was typed meanwhile.
export function giveBack(question) {
  const typed = $("#q").value.trim();
  if (!typed || typed === question) typeInto(question);
}

export function typeInto(text) {
  const box = $("#q");
  box.value = text;
  fit(box);
}

// The question box stands over the end of the page, so a turn is shown from its beginning.
export function reveal(turn, behavior = smooth()) {
  turn.scrollIntoView({ block: "start", behavior });
}

function say(turn, message) {
  $("[data-said]", turn).textContent = message;
  announce(message);
}

function placed(question, state, inside) {
  const turn = document.createElement("article");
  turn.className = `turn ${state}`;
  turn.innerHTML = `<h2 class="question"><span class="text" dir="auto"></span></h2>${inside}`;
  $("h2 span", turn).textContent = question;
  desk.classList.remove("empty");
  $("#turns").append(turn);
  return turn;
}
