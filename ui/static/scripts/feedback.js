// What a reader says of an answer.
import { upTo } from "./conversation.js";
import { $, announce, call, words } from "./page.js";

const FORM = `<label><span></span><input class="field" maxlength="2000" dir="auto"></label>
<button class="button small"></button><p class="quiet"></p>`;

export function judgeForm(button, good) {
  $("[data-judge]", button.closest(".turn"))?.remove();
  for (const thumb of button.parentElement.querySelectorAll(".thumb")) thumb.setAttribute("aria-pressed", thumb === button);
  const form = document.createElement("form");
  form.dataset.judge = good;
  form.className = "judge";
  form.innerHTML = FORM;
  $("span", form).textContent = words["feedback.reason"];
  $("button", form).textContent = words["feedback.send"];
  $("p", form).textContent = words["feedback.kept"];
  button.closest(".acts").after(form);
  $("input", form).focus();
}

export async function judge(form) {
  const answered = await call("judge", { history: upTo(form), good: form.dataset.judge === "true", reason: $("input", form).value });
  const said = document.createElement("p");
  said.className = "quiet";
  said.tabIndex = -1;
  said.textContent = answered || words["error.heading"];
  form.replaceWith(said);
  said.focus();
  announce(said.textContent);
}
