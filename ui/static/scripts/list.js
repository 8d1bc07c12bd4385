// The list of the conversations that this browser keeps, and the undoing of a deletion.
import { answers, chatId } from "./conversation.js";
import { all, forget, keepAgain, load, titleOf } from "./kept.js";
import { $, announce, language, words } from "./page.js";

const gone = new Map(); // conversations that were deleted on this page, by id

export function showChats() {
  fill();
  $("#chats").showModal();
  $("#chats-heading").focus();
}

export function closeChats() {
  $("#chats").close();
}

// Deletes the conversation of a line of the list; tells whether it is the one that is shown.
export function deleteListed(button) {
  const { id } = button.dataset;
  gone.set(id, load(id));
  forget(id);
  offerUndo(button.closest("li"), id);
  return id === chatId();
}

// Deletes a conversation, and offers under the question box to take that back.
export function deleteKept(chat) {
  if (!chat) return;
  gone.set(chat.id, chat);
  forget(chat.id);
  $("[data-undo]").hidden = false;
  offerUndo($("[data-undo]"), chat.id);
}

// Keeps a deleted conversation again; gives its id where it is to be shown, because nothing else is.
export function undo(button) {
  const chat = gone.get(button.dataset.id);
  keepAgain(chat);
  gone.delete(chat.id);
  leaveUndo();
  if ($("#chats").open) fill();
  return answers.length ? "" : chat.id;
}

export function leaveUndo() {
  $("[data-undo]").hidden = true;
}

function fill() {
  const chats = all();
  $("[data-no-chats]").hidden = chats.length > 0;
  $("[data-chats]").replaceChildren(...chats.map(line));
}

function line(chat, at) {
  const made = $("#chat-line").content.cloneNode(true).firstElementChild;
  const [link, button] = [$("a", made), $("button", made)];
  link.href = `/?c=${chat.id}`;
  link.id = `chat-${at}`;
  link.dataset.chat = chat.id;
  link.textContent = titleOf(chat);
  if (chat.id === chatId()) link.setAttribute("aria-current", "true");
  $(".quiet", made).textContent = said(chat.at);
  button.id = `delete-${at}`;
  button.dataset.id = chat.id;
  button.setAttribute("aria-labelledby", `${button.id} ${link.id}`);
  return made;
}

function offerUndo(place, id) {
  const made = $("#undo-line").content.cloneNode(true);
  const button = $("button", made);
  button.dataset.id = id;
  place.replaceChildren(made);
  announce(words["chats.deleted"]);
  button.focus();
}

const said = (at) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
