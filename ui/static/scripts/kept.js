// The conversations that this browser keeps, each for itself in its storage, so that tabs do not touch each other's.
import { drop, hash, keysOf, parsed, read, readTab, write, writeTab } from "./browser.js";

const CHAT = "refdesk-chat-";
const OWN = "refdesk-chat"; // of the tab: which conversation it shows
const FIRST = "refdesk-conversation"; // where earlier versions kept the only one

export const own = () => readTab(OWN) || "";
export const makeOwn = (id) => writeTab(OWN, id);

// All that are kept, the last one first: {id, at, rev, answers}, its `at` in milliseconds.
export function all() {
  const chats = keysOf(CHAT).map((key) => load(key.slice(CHAT.length)));
  return chats.filter(Boolean).sort((a, b) => b.at - a.at);
}

export function load(id) {
  const chat = id && parsed(read(CHAT + id));
  return chat?.answers?.length ? { ...chat, id } : null;
}

// Keeps a conversation as it now is, under its id; under a new one where another tab has written to it since `rev`, or
// deleted it. Gives it as it is kept, or nothing where the browser has no room for it.
export function save({ id, rev, answers }) {
  if ((load(id)?.rev ?? "") !== rev) id = "";
  const kept = { at: Date.now(), rev: token(), answers };
  id ||= token();
  return write(CHAT + id, JSON.stringify(kept)) ? { ...kept, id } : null;
}

// Keeps a conversation that was deleted, as it was.
export function keepAgain({ id, ...kept }) {
  write(CHAT + id, JSON.stringify(kept));
}

export function forget(id) {
  drop(CHAT + id);
}

// Takes over what an earlier version kept, once; gives its id, if there was any.
export function takeOver() {
  const answers = parsed(read(FIRST));
  const saved = answers?.length && save({ id: "", rev: "", answers });
  if (saved) drop(FIRST);
  return saved?.id;
}

export const titleOf = ({ answers }) => answers[0].question;

const token = () => hash(`${Date.now()} ${Math.random()} ${Math.random()}`) + hash(`${Math.random()}`);
