// On a phone a source comes as a sheet over the answer. Closing it, or Back, leads to where it was opened.
import { $ } from "./page.js";

let place = null; // where the card that lies on the sheet stands among the others
let then; // what follows the closing

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
  if (history.state?.sheet) history.back();
  then();
}

// Back has closed the sheet already where it was opened; tells whether it was that.
export function wentBackFromSheet() {
  if (!$("#sheet").open || history.state?.sheet) return false;
  closeSheet();
  return true;
}
