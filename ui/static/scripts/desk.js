// The page's behaviour. The server renders; this keeps the conversation in the browser, asks, and moves the focus.
import { fit, hash, parsed, read, smooth, told, write } from "./browser.js";

const KEPT = "refdesk-conversation";
const LISTED = ["countries", "regions", "authors", "categories"];
const MOST_TURNS = 50;

let server, desk, words, language;
let answers = []; // as the server gave them, oldest first: they go back with each question
let filters = {};
let asking = new AbortController(); // of the question that is being answered; what comes after Stop is left out
let editing = false; // whether the next question takes the place of the last one
let audited = null;
let cite = null; // the citation whose source was opened

const $ = (selector, within = desk) => within.querySelector(selector);

export function start(element, given) {
  server = given;
  desk = document.getElementById("desk");
  if (!desk) return;
  words = JSON.parse(desk.dataset.words);
  language = desk.lang;
  adopt(element);
  for (const [kind, act] of [["click", clicked], ["change", changed], ["submit", submitted], ["keydown", pressed], ["input", typed], ["toggle", toggled]]) {
    desk.addEventListener(kind, act, kind === "toggle");
  }
  filters = chosenFilters();
  begin();
}

// The painted shell becomes the content of Gradio's component; the reader may be typing already.
function adopt(element) {
  const active = document.activeElement;
  const caret = active && active.id === "q" ? [active.selectionStart, active.selectionEnd] : null;
  const scrolled = window.scrollY;
  element.append(desk);
  if (caret) {
    active.focus({ preventScroll: true });
    active.setSelectionRange(...caret);
  }
  window.scrollTo(0, scrolled);
  desk.dataset.ready = "";
}

async function begin() {
  const asked = new URLSearchParams(location.search).get("q");
  const kept = parsed(read(KEPT)) || [];
  const last = kept.at(-1);
  const shared = asked && !(last && last.question === asked && same(last.asked, filters));
  if (kept.length && !shared) await restore(kept);
  if (shared) ask(asked);
  // Enter that was pressed before anything listened has left its line break.
  else if ($("#q").value.endsWith("\n")) send();
  else if (!answers.length) checkExamples();
  if (!shared && matchMedia("(hover: hover)").matches) $("#q").focus({ preventScroll: true });
}

// The questions to begin with are shown at once and checked when the model is there.
async function checkExamples() {
  const list = $("#examples[data-unchecked]");
  const checked = list && (await call("examples", {}));
  if (checked !== undefined && list && list.innerHTML !== checked) list.innerHTML = checked;
}

async function restore(kept) {
  const shown = await call("restore", { history: kept });
  if (!shown) return;
  shown.forEach(place);
  settle();
  goOn();
}

// ---- Asking -------------------------------------------------------------------------------------------------------

async function ask(question, conditions = filters, instead = false) {
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

async function goOn() {
  const [{ signal }, turn] = [asking, $(`#turn-${answers.length} [data-more]`)];
  const more = turn && (await call("go_on", { history: answers }));
  if (!signal.aborted && more) turn.innerHTML = more;
}

function anew() {
  asking.abort();
  asking = new AbortController();
  return asking;
}

function place({ turn, cards, kept }) {
  answers.push(kept);
  $("#turns").insertAdjacentHTML("beforeend", turn);
  $("#sources").insertAdjacentHTML("beforeend", cards);
  show(answers.length);
}

function settle() {
  desk.classList.toggle("empty", answers.length === 0);
  for (const more of [...desk.querySelectorAll("[data-more]")].slice(0, -1)) more.replaceChildren();
  write(KEPT, JSON.stringify(answers));
  const box = $("#q");
  box.value = "";
  fit(box);
}

function wait(question) {
  desk.classList.remove("empty");
  const turn = document.createElement("article");
  turn.className = "turn waiting";
  turn.innerHTML = '<h2 class="question"><span class="text" dir="auto"></span></h2><p class="reading"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> <span data-said></span></p><div data-records></div>';
  $("h2 span", turn).textContent = question;
  say(turn, words["wait.searching"]);
  $("#turns").append(turn);
  reveal(turn);
  fetch("/healthz").then((r) => r.json()).then((state) => state.model === "ready" || say(turn, words["wait.model"])).catch(() => {});
  return turn;
}

function say(turn, message) {
  $("[data-said]", turn).textContent = message;
  announce(message);
}

// Which records are read is shown to the eye alone: the answer that follows is what is announced.
function showReading(turn, { reading, records }) {
  $("[data-said]", turn).textContent = reading;
  $("[data-records]", turn).innerHTML = records;
}

async function failed(question, result) {
  let message = result?.status === 429 ? words["error.busy"] : result?.error;
  message ??= await fetch("/healthz").then(() => "", () => words["error.offline"]);
  const turn = document.createElement("article");
  turn.className = "turn failed";
  turn.innerHTML = '<h2 class="question"><span class="text" dir="auto"></span></h2><div class="refusal" role="alert"><h3></h3><p></p><p class="quiet"></p></div>';
  $("h2 span", turn).textContent = question;
  $("h3", turn).textContent = words["error.heading"];
  const [said, then] = turn.querySelectorAll(".refusal p");
  said.textContent = message;
  then.textContent = words["error.retry"];
  desk.classList.remove("empty");
  $("#turns").append(turn);
  $("#q").value = question;
  fit($("#q"));
  $("#q").focus({ preventScroll: true });
  reveal(turn);
}

// The question box stands over the end of the page, so a turn is shown from its beginning.
function reveal(turn) {
  turn.scrollIntoView({ block: "start", behavior: smooth() });
}

function stop() {
  anew();
  busy(false);
  $(".turn.waiting")?.remove();
  desk.classList.toggle("empty", answers.length === 0);
  announce(words["ask.stopped"]);
  $("#q").focus();
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

function dropLast() {
  const turn = answers.length;
  $(`#turn-${turn}`)?.remove();
  $(`.cards[data-turn="${turn}"]`)?.remove();
  return answers.pop();
}

function clear(message) {
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

// ---- Sources ------------------------------------------------------------------------------------------------------

function show(turn) {
  for (const cards of desk.querySelectorAll(".cards")) cards.hidden = Number(cards.dataset.turn) !== turn;
  const none = $("[data-no-sources]");
  none.hidden = Boolean($(`.cards[data-turn="${turn}"]`));
  none.textContent = words[turn ? "sources.none" : "sources.empty"];
}

function openSource(link) {
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

async function fillReference(details, style = $("[data-style]", details).value) {
  const shown = await call("reference", { id: details.dataset.record, style });
  if (shown !== undefined) $("[data-reference]", details).textContent = shown;
}

// ---- Events -------------------------------------------------------------------------------------------------------

function clicked(event) {
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  const prompt = event.target.closest("[data-ask]");
  if (prompt && plain) {
    event.preventDefault();
    return $("#stop").hidden && ask(prompt.dataset.ask);
  }
  const source = event.target.closest(".cite");
  if (source && plain) {
    event.preventDefault();
    return openSource(source);
  }
  const link = event.target.closest("a[href^='#']");
  if (link) {
    // Gradio's <base> would make these addresses leave the page.
    event.preventDefault();
    const there = document.getElementById(link.hash.slice(1));
    there?.scrollIntoView({ block: "start", behavior: smooth() });
    return there?.focus({ preventScroll: true });
  }
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.drop !== undefined) return without(button);
  if (button.dataset.filter) return dropFilter(button.dataset.filter, button.dataset.value);
  acts[button.dataset.act || button.id]?.(button);
}

const acts = {
  stop,
  new: () => clear(""),
  clear: () => clear(words["history.cleared"]),
  "clear-filters": () => choose({}),
  retry() {
    const last = answers.at(-1);
    ask(last.question, last.asked, true);
  },
  edit() {
    const box = $("#q");
    edit(true);
    box.value = answers.at(-1).question;
    fit(box);
    box.focus();
  },
  share(button) {
    const answer = answerOf(button);
    copy(location.origin + "/?" + query(answer.question, answer.asked), button);
  },
  async copy(button) {
    copy(call("copied", { history: upTo(button) }), button);
  },
  "copy-reference"(button) {
    copy($("[data-reference]", button.closest(".cite-as")).textContent, button);
  },
  good: (button) => judgeForm(button, true),
  bad: (button) => judgeForm(button, false),
  async audit(button) {
    audited = { turn: turnOf(button), opener: button };
    const dialog = $("#audit");
    dialog.innerHTML = (await call("audit", { history: upTo(button), marks: marksOf(audited.turn) })) || "";
    dialog.showModal();
    $("#audit-heading").focus();
  },
  "close-audit": () => $("#audit").close(),
  "audit-csv": () => exportAudit("csv", "text/csv"),
  "audit-md": () => exportAudit("md", "text/markdown"),
};

function submitted(event) {
  event.preventDefault();
  const form = event.target;
  if (form.matches("[data-judge]")) return judge(form);
  send();
}

function send() {
  if ($("#stop").hidden) ask($("#q").value, filters, editing);
}

function pressed(event) {
  if (event.target.id === "q" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
  if (event.key === "Escape") escaped(event.target);
}

// Escape stops the question that is being answered, leaves the editing, or goes back to where a source was opened.
function escaped(target) {
  if (!$("#stop").hidden) return stop();
  if (target.closest("#sources")) return cite?.focus();
  if (!editing || target.id !== "q") return;
  edit(false);
  target.value = "";
  fit(target);
}

function typed(event) {
  if (event.target.id === "q") fit(event.target);
  if (event.target.closest("#audit")) keepMarks();
}

function changed(event) {
  const { target } = event;
  if (target.matches("[data-style]")) return fillReference(target.closest(".cite-as"), target.value.trim() || undefined);
  if (target.closest("#audit")) return keepMarks();
  if (target.closest("[data-facets]")) choose(readFacets(), target);
}

function toggled(event) {
  if (event.target.open && event.target.matches(".cite-as")) fillReference(event.target);
}

// ---- Filters ------------------------------------------------------------------------------------------------------

function chosenFilters() {
  const chosen = {};
  for (const chip of desk.querySelectorAll("[data-chips] [data-filter]")) {
    const { filter, value } = chip.dataset;
    if (filter === "years") chosen.years = value.split("-").map(Number);
    else (chosen[filter] ||= []).push(value);
  }
  return chosen;
}

function readFacets() {
  const chosen = {};
  const year = (name) => Number($(`[name=${name}]`).value) || 0;
  if ($("[name=year_from]")) {
    const [from, to] = [year("year_from"), year("year_to")];
    const bounds = [from || Number($("[name=year_from]").min), to || Number($("[name=year_to]").max)];
    if (from || to) chosen.years = bounds.sort((a, b) => a - b);
  }
  for (const box of desk.querySelectorAll("[data-facets] input:checked")) (chosen[box.name] ||= []).push(box.value);
  for (const field of LISTED) {
    // A value that is chosen but too rare to stand among the boxes stays chosen.
    const listed = new Set([...desk.querySelectorAll(`[data-facets] [name=${field}]`)].map((box) => box.value));
    const unlisted = (filters[field] || []).filter((value) => !listed.has(value));
    if (unlisted.length) chosen[field] = [...(chosen[field] || []), ...unlisted];
  }
  return chosen;
}

async function choose(chosen, target) {
  filters = chosen;
  const shown = await call("choose", { filters });
  if (!shown || filters !== chosen) return;
  $("[data-facets]").innerHTML = shown.facets;
  $("[data-chips]").innerHTML = shown.chips;
  if (!target) return $("#q").focus();
  const again = [...desk.querySelectorAll(`[data-facets] [name=${target.name}]`)];
  (again.find((box) => box.type !== "checkbox" || box.value === target.value) || $("#q")).focus();
}

function dropFilter(field, value) {
  const left = { ...filters };
  if (field === "years") delete left.years;
  else left[field] = left[field].filter((each) => each !== value);
  if (left[field] && !left[field].length) delete left[field];
  choose(left);
}

async function without(button) {
  const at = turnOf(button);
  const question = await call("without", { question: answers[at - 1].question, words: button.dataset.drop });
  if (question) ask(question, answers[at - 1].asked);
}

function query(question, conditions) {
  const pairs = new URLSearchParams({ q: question });
  if (conditions?.years) pairs.append("years", conditions.years.join("-"));
  for (const field of LISTED) for (const value of conditions?.[field] || []) pairs.append(field, value);
  return pairs.toString();
}

function address(question, conditions) {
  history.replaceState(null, "", "/?" + query(question, conditions));
}

// ---- Feedback and audit -------------------------------------------------------------------------------------------

function judgeForm(button, good) {
  const turn = button.closest(".turn");
  $("[data-judge]", turn)?.remove();
  const form = document.createElement("form");
  form.dataset.judge = good;
  form.className = "judge";
  form.innerHTML = '<label><span></span><input maxlength="2000" dir="auto"></label><button class="button"></button><p class="quiet"></p>';
  $("span", form).textContent = words["feedback.reason"];
  $("button", form).textContent = words["feedback.send"];
  $("p", form).textContent = words["feedback.kept"];
  button.closest(".acts").after(form);
  $("input", form).focus();
}

async function judge(form) {
  const kept = await call("judge", { history: upTo(form), good: form.dataset.judge === "true", reason: $("input", form).value });
  const said = document.createElement("p");
  said.className = "quiet";
  said.tabIndex = -1;
  said.textContent = kept ? words["feedback.thanks"] : words["error.heading"];
  form.replaceWith(said);
  said.focus();
  announce(said.textContent);
}

const marksKey = (turn) => `refdesk-audit-${hash(JSON.stringify(answers[turn - 1].statements || "") + answers[turn - 1].question)}`;
const marksOf = (turn) => parsed(read(marksKey(turn))) || {};

function keepMarks() {
  const marks = {};
  for (const row of desk.querySelectorAll("#audit [data-row]")) {
    const mark = $("input:checked", row)?.value || "";
    const note = $(".note", row).value;
    if (mark || note) marks[row.dataset.row] = [mark, note];
  }
  write(marksKey(audited.turn), JSON.stringify(marks));
}

async function exportAudit(form, kind) {
  const content = await call("audit_file", { history: answers.slice(0, audited.turn), marks: marksOf(audited.turn), form });
  if (content === undefined) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: `${kind};charset=utf-8` }));
  link.download = `refdesk-audit.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// ---- Small things -------------------------------------------------------------------------------------------------

async function call(name, sent) {
  try {
    return await server[name]({ language, ...sent });
  } catch {
    return undefined;
  }
}

const turnOf = (element) => Number(element.closest(".turn").id.slice(5));
const answerOf = (element) => answers[turnOf(element) - 1];
const upTo = (element) => answers.slice(0, turnOf(element));
const same = (a, b) => query("", a) === query("", b);

function announce(message) {
  $("#announce").textContent = message;
}

async function copy(content, button) {
  const shown = button.innerHTML;
  try {
    await navigator.clipboard.writeText(await content);
    button.textContent = words["button.copied"];
    announce(words["button.copied"]);
  } catch {
    announce(words["button.copy_failed"]);
    button.textContent = words["button.copy_failed"];
  }
  setTimeout(() => (button.innerHTML = shown), 2500);
}
