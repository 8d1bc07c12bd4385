// The audit of an answer: its statements beside the records, the marks that an evaluator gives, and the export.
import { download, hash, parsed, read, write } from "./browser.js";
import { answers, turnOf, upTo } from "./conversation.js";
import { $, call, desk } from "./page.js";

// Who audits; the name stays in the browser and goes into the file alone.
const REVIEWER = "refdesk-reviewer";

let audited = 0; // the turn whose answer is audited

export async function openAudit(button) {
  audited = turnOf(button);
  const dialog = $("#audit");
  dialog.innerHTML = (await call("audit", { history: upTo(button), marks: marks() })) || "";
  $("[data-reviewer]").value = read(REVIEWER) || "";
  dialog.showModal();
  $("#audit-heading").focus();
}

export function closeAudit() {
  $("#audit").close();
}

export function keepMarks() {
  write(REVIEWER, $("[data-reviewer]").value);
  const given = {};
  for (const row of desk.querySelectorAll("#audit [data-row]")) {
    const mark = $("input:checked", row)?.value || "";
    const note = $(".note", row).value;
    if (mark || note) given[row.dataset.row] = [mark, note];
  }
  write(key(), JSON.stringify(given));
}

export async function exportAudit(form, kind) {
  const content = await call("audit_file", { history: answers.slice(0, audited), marks: marks(), reviewer: read(REVIEWER) || "", form });
  if (content === undefined) return;
  download(content, `${kind};charset=utf-8`, `refdesk-audit.${form}`);
}

const marks = () => parsed(read(key())) || {};

// The marks belong to what was said, wherever in a conversation it stands.
function key() {
  const { statements, question } = answers[audited - 1];
  return `refdesk-audit-${hash(JSON.stringify(statements || "") + question)}`;
}
