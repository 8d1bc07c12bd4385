// The filters that are chosen: read from the boxes and chips, and written into the page's address.
import { $, call, desk } from "./page.js";

const LISTED = ["countries", "regions", "authors", "categories"];

export let filters = {};

// Takes the filters that the page was opened with.
export function readChips() {
  filters = {};
  for (const chip of desk.querySelectorAll("[data-chips] [data-filter]")) {
    const { filter, value } = chip.dataset;
    if (filter === "years") {
      const years = value.split("-").map(Number);
      filters.years = [years[0], years.at(-1)];
    } else if (filter === "ids") filters.ids = JSON.parse(value);
    else (filters[filter] ||= []).push(value);
  }
}

export function readBoxes() {
  const chosen = filters.ids ? { ids: filters.ids } : {};
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

// Shows the filters that are now chosen; tells whether they still are when that is done.
export async function take(chosen) {
  filters = chosen;
  const shown = await call("choose", { filters });
  if (!shown || filters !== chosen) return false;
  $("[data-facets]").innerHTML = shown.facets;
  $("[data-chips]").innerHTML = shown.chips;
  return true;
}

// Takes what the reader chooses; the focus stays on the box that was changed, or goes to the question.
export async function choose(chosen, target) {
  if (!(await take(chosen))) return;
  if (!target) return $("#q").focus();
  const again = [...desk.querySelectorAll(`[data-facets] [name=${target.name}]`)];
  (again.find((box) => box.type !== "checkbox" || box.value === target.value) || $("#q")).focus();
}

export const dropFilter = (field, value) => choose(lacking(filters, field, value));

// The conditions without a value; years and selected records go as a whole.
export function lacking(conditions, field, value) {
  const left = { ...conditions };
  if (field === "years" || field === "ids") delete left[field];
  else left[field] = left[field].filter((each) => each !== value);
  if (left[field] && !left[field].length) delete left[field];
  return left;
}

// The filters in the query of an address, as `query` writes them.
export function conditionsIn(pairs) {
  const years = pairs.get("years")?.split("-").map(Number);
  const conditions = years ? { years: [years[0], years.at(-1)] } : {};
  for (const field of LISTED) if (pairs.has(field)) conditions[field] = pairs.getAll(field);
  return conditions;
}

export const same = (a, b) => query("", a) === query("", b);

export function query(question, conditions) {
  const pairs = new URLSearchParams({ q: question });
  if (conditions?.years) pairs.append("years", [...new Set(conditions.years)].join("-"));
  for (const field of LISTED) for (const value of conditions?.[field] || []) pairs.append(field, value);
  for (const id of conditions?.ids || []) pairs.append("id", id);
  return pairs.toString();
}
