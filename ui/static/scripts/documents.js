// An answer, or the whole conversation, as a file for Word, for Markdown or to print.
import { download } from "./browser.js";
import { answers, turnOf } from "./conversation.js";
import { $, call } from "./page.js";

let saved = 0; // the turn whose answer is saved

export function openSaving(button) {
  saved = turnOf(button);
  $("#save .alert").hidden = true;
  $("#save").showModal();
}

export function closeSaving() {
  $("#save").close();
}

export async function save(form) {
  const { form: kind, what, style } = Object.fromEntries(new FormData(form));
  const whole = what === "whole";
  const history = whole ? answers : answers.slice(0, saved);
  const file = await call("document", { history, form: kind, style, whole, origin: location.origin });
  $(".alert", form).hidden = Boolean(file);
  if (!file) return;
  const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
  download(bytes, file.media, file.name);
  closeSaving();
}
