// The page's behaviour. The server renders; the scripts keep the conversation in the browser, ask, and move the focus.
// Here is what happens on which event.
import { ask, clear, editLast, goOn, isAnswering, leaveEditing, retry, send, stop, only, under, without } from "./asking.js";
import { closeAudit, exportAudit, keepMarks, openAudit } from "./audit.js";
import { fit } from "./browser.js";
import { sort } from "./comparison.js";
import { answerOf, answers, kept, restore, upTo } from "./conversation.js";
import { closeSaving, openSaving, save } from "./documents.js";
import { judge, judgeForm } from "./feedback.js";
import { choose, dropFilter, filters, query, readBoxes, readChips, same } from "./filters.js";
import { $, call, copy, take, words } from "./page.js";
import { hidePeek, movePeek, peekAt } from "./peek.js";
import { closeSheet, sheetClosed, wentBackFromSheet } from "./sheet.js";
import { backToCitation, fillReference, light, openSource } from "./sources.js";

// Begins with the shell that stands in the page.
export function start(desk) {
  take(desk);
  const heard = { click: clicked, change: changed, submit: submitted, keydown: pressed, input: typed };
  const pointed = { pointerover: hovered, focusin: focused, pointerleave: left };
  for (const [kind, act] of Object.entries({ ...heard, ...pointed })) desk.addEventListener(kind, act);
  for (const [kind, act] of Object.entries({ toggle: toggled, close: closed })) desk.addEventListener(kind, act, true); // which do not bubble
  window.addEventListener("popstate", wentBackFromSheet);
  window.addEventListener("scroll", movePeek, { passive: true });
  readChips();
  begin();
}

async function begin() {
  const asked = new URLSearchParams(location.search).get("q");
  const history = kept();
  const last = history.at(-1);
  const shared = asked && !(last && last.question === asked && same(last.asked, filters));
  if (history.length && !shared && (await restore(history))) goOn();
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

const acts = {
  stop,
  retry,
  new: () => clear(""),
  clear: () => clear(words["history.cleared"]),
  "clear-filters": () => choose({}),
  edit: editLast,
  share(button) {
    const answer = answerOf(button);
    copy(location.origin + "/?" + query(answer.question, answer.asked), button);
  },
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
  else if (target.id === "q") leaveEditing(target);
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
