// On a phone a source comes as a sheet over the answer. Closing it, or Back, leads to where it was opened.
import { $ } from "./page.js";

let place = null; // where the card that lies on the sheet stands among the others
let then; // what follows the closing
let isLeaving = false; // whether the browser goes back because the sheet was closed otherwise

export function openSheet(card, closed) {
  then = closed;
  place = document.createComment("");
  card.replaceWith(place);
  $("[data-sheet]").replaceChildren(card);
  $("#sheet").showModal();
  history.pushState({ ...history.state, sheet: true }, "");
}

export function closeSheet() {
  $("#sheet").close();
}

// The sheet has an entry of its own in the browser's history, which goes with it.
export function sheetClosed() {
  if (!place) return;
  place.replaceWith($("[data-sheet]").firstChild);
  place = null;
  if (history.state?.sheet) {
    isLeaving = true;
    history.back();
  }
  then();
}

// Tells whether the browser's going back was only from the sheet, which it closes.
export function wentBackFromSheet() {
  const isOpen = $("#sheet").open && !history.state?.sheet;
  if (isOpen) closeSheet();
  const wasSheet = isOpen || isLeaving;
  isLeaving = false;
  return wasSheet;
}
