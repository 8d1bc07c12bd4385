// Where the reader is: each question has an address and an entry in the browser's history, and is the title of the tab.
import { answers, chatId, empty, open } from "./conversation.js";
import { filters, query, same, take } from "./filters.js";
import { $ } from "./page.js";
import { show } from "./sources.js";
import { reveal } from "./waiting.js";

const HOME = { chat: "", turn: 0 };

const home = document.title;

// Notes that the reader has come to the question of a turn; an entry that no question is noted in becomes this one's.
export function arrive(turn = answers.length, instead = !history.state) {
  const { question, asked } = answers[turn - 1];
  const address = `/?${chatId() ? `c=${chatId()}&` : ""}${query(question, asked)}`;
  history[instead ? "replaceState" : "pushState"]({ chat: chatId(), turn }, "", address);
  name(turn);
}

// Notes that nothing is asked yet.
export function arriveHome(instead = false) {
  if (instead) history.replaceState(HOME, "");
  else history.pushState(HOME, "", "/");
  name(0);
}

// Goes to the question of a turn, without any motion.
export function goTo(turn) {
  const at = Math.min(turn || answers.length, answers.length);
  show(at);
  reveal($(`#turn-${at}`), "auto");
  name(at);
  const { asked } = answers[at - 1];
  if (!same(asked, filters)) take(asked || {});
  return at;
}

// Follows Back and Forward to the question that they lead to; the first page is without any.
export async function follow() {
  const { chat = "" } = history.state || {};
  const isHere = answers.length && chat === chatId();
  const isOpen = isHere || (chat && (await open(chat)));
  // Whoever went on meanwhile is followed there, by this and not by a late end of an earlier step.
  const now = history.state || {};
  if ((now.chat || "") !== chat) return;
  if (isOpen) return goTo(now.turn || 1);
  empty();
  name(0);
}

function name(turn) {
  const question = answers[turn - 1]?.question;
  document.title = question ? `${question.slice(0, 200)} · ${home}` : home;
}
