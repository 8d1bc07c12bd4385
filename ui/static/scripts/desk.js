// The page's behaviour. The server renders; the scripts keep the conversation in the browser, ask, and move the focus.
// Here is what happens on which event.
import { ask, askShared, breakOff, editLast, fresh, goOn, isAnswering, leaveEditing, only, retry, send, stop, under, without } from "./asking.js";
import { closeAudit, exportAudit, keepMarks, openAudit } from "./audit.js";
import { fit } from "./browser.js";
import { sort } from "./comparison.js";
import { answers, chatId, open, upTo } from "./conversation.js";
import { closeSaving, openSaving, save } from "./documents.js";
import { judge, judgeForm } from "./feedback.js";
import { choose, dropFilter, readBoxes, readChips } from "./filters.js";
import { load, own, takeOver } from "./kept.js";
import { closeChats, deleteKept, deleteListed, leaveUndo, showChats, undo } from "./list.js";
import { $, announce, call, copy, take, words } from "./page.js";
import { hidePeek, movePeek, peekAt } from "./peek.js";
import { arrive, arriveHome, follow, goTo } from "./places.js";
import { closeSheet, sheetClosed, wentBackFromSheet } from "./sheet.js";
import { backToCitation, fillReference, light, openSource } from "./sources.js";
import { typeInto } from "./waiting.js";

// Begins with the shell that stands in the page.
export function start(desk) {
  take(desk);
  const heard = { click: clicked, change: changed, submit: submitted, keydown: pressed, input: typed };
  const pointed = { pointerover: hovered, focusin: focused, pointerleave: left };
  for (const [kind, act] of Object.entries({ ...heard, ...pointed })) desk.addEventListener(kind, act);
  for (const [kind, act] of Object.entries({ toggle: toggled, close: closed })) desk.addEventListener(kind, act, true); // which do not bubble
  window.addEventListener("popstate", moved);
  history.scrollRestoration = "manual"; // each entry leads to its question
  window.addEventListener("scroll", movePeek, { passive: true });
  readChips();
  begin();
}

async function begin() {
  const pairs = new URLSearchParams(location.search);
  const [id, asked] = [pairs.get("c"), pairs.get("q")];
  if (await open(id || (asked ? "" : own() || takeOver()))) return resume(asked);
  if (asked) return askShared(pairs);
  arriveHome(true);
  // Enter that was pressed before anything listened has left its line break.
  if ($("#q").value.endsWith("\n")) send();
  else checkExamples();
  awaitQuestion();
}

// Goes on where the reader was in a conversation: at the entry's turn, or where the address's question was asked last.
function resume(asked) {
  if ($("#q").value === asked) typeInto("");
  const turn = answers.findLastIndex(({ question }) => question === asked) + 1;
  arrive(goTo(history.state?.turn || turn), true);
  goOn();
  awaitQuestion();
}

function awaitQuestion() {
  if (matchMedia("(hover: hover)").matches) $("#q").focus({ preventScroll: true });
}

function moved() {
  if (wentBackFromSheet()) return;
  breakOff();
  follow();
}

// Shows a conversation of the list, or one that was deleted.
async function openChat(id) {
  breakOff();
  if (!(await open(id))) return announce(words["error.offline"]);
  closeChats();
  leaveUndo();
  arrive(goTo(0), false);
  goOn();
}

// The questions to begin with are shown at once and checked when the model is there.
async function checkExamples() {
  const list = $("#examples[data-unchecked]");
  const checked = list && (await call("examples", {}));
  if (checked !== undefined && list && list.innerHTML !== checked) list.innerHTML = checked;
}

const acts = {
  stop,
  retry,
  new: fresh,
  delete() {
    const kept = load(chatId());
    fresh();
    deleteKept(kept);
  },
  "delete-listed": (button) => deleteListed(button) && fresh(),
  undo(button) {
    const id = undo(button);
    if (id) openChat(id);
  },
  chats: showChats,
  "close-chats": closeChats,
  "clear-filters": () => choose({}),
  edit: editLast,
  share: (button) => copy(call("shared", { history: upTo(button) }).then((query) => `${location.origin}/?${query}`), button),
  copy: (button) => copy(call("copied", { history: upTo(button) }), button),
  "copy-reference": (button) => copy($("[data-reference]", button.closest(".cite-as")).textContent, button),
  good: (button) => judgeForm(button, true),
  bad: (button) => judgeForm(button, false),
  sort,
  save: openSaving,
  "close-save": closeSaving,
  audit: openAudit,
  "close-audit": closeAudit,
  "close-sheet": closeSheet,
  "audit-csv": () => exportAudit("csv", "text/csv"),
  "audit-md": () => exportAudit("md", "text/markdown"),
};

function clicked(event) {
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  const prompt = event.target.closest("[data-ask]");
  if (prompt && plain) {
    event.preventDefault();
    return isAnswering() || ask(prompt.dataset.ask);
  }
  const source = event.target.closest("[data-source]");
  if (source && plain) {
    event.preventDefault();
    hidePeek();
    return openSource(source);
  }
  const chat = event.target.closest("[data-chat]");
  if (chat && plain) {
    event.preventDefault();
    return openChat(chat.dataset.chat);
  }
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.drop !== undefined) return without(button);
  if (button.dataset.off) return under(button);
  if (button.dataset.only) return only(button);
  if (button.dataset.filter) return dropFilter(button.dataset.filter, button.dataset.value);
  acts[button.dataset.act || button.id]?.(button);
}

function submitted(event) {
  event.preventDefault();
  const form = event.target;
  if (form.matches("[data-judge]")) return judge(form);
  if (form.matches("[data-save]")) return save(form);
  send();
}

function pressed(event) {
  if (event.target.id === "q" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
  if (event.key === "Escape") escaped(event.target);
}

// Escape takes away what is shown of a citation, stops the question that is being answered, goes back to where a source was opened, or leaves the editing.
function escaped(target) {
  if (hidePeek()) return;
  if (isAnswering()) stop();
  else if (target.closest("#sources")) backToCitation();
  else if (target.id === "q") leaveEditing();
}

function typed(event) {
  if (event.target.id === "q") fit(event.target);
  if (event.target.closest("#audit")) keepMarks();
}

function changed(event) {
  const { target } = event;
  if (target.matches("[data-style]")) fillReference(target.closest(".cite-as"), target.value.trim() || undefined);
  else if (target.closest("#audit")) keepMarks();
  else if (target.closest("[data-facets]")) choose(readBoxes(), target);
}

function hovered({ target, pointerType }) {
  light(target);
  if (pointerType === "mouse") peekAt(target);
}

function focused({ target }) {
  light(target);
  if (target.matches(":focus-visible")) peekAt(target, true);
}

function left() {
  light(document.body);
  peekAt(document.body);
}

function closed({ target }) {
  if (target.id === "sheet") sheetClosed();
}

function toggled(event) {
  if (event.target.open && event.target.matches(".cite-as")) fillReference(event.target);
}
