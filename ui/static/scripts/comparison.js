// A table of what each publication says: sorted by its heads, from A or the oldest first, then round.
import { announce, language } from "./page.js";

export function sort(button) {
  const head = button.closest("th");
  const descends = head.ariaSort === "ascending";
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.ariaSort = descends ? "descending" : "ascending";
  const { cells } = head.parentElement;
  const column = [...cells].indexOf(head);
  const body = head.closest("table").tBodies[0];
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const key = (row) => row.cells[column].dataset.key;
  const rows = [...body.rows].sort((one, other) => compare(key(one), key(other)));
  body.append(...(descends ? rows.reverse() : rows));
  announce(button.getAttribute("aria-label"));
}
