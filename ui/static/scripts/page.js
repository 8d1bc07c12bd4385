// The page's element, its words, and what every part of it does: find, announce, call the server, copy.
import { post } from "./browser.js";

export let desk;
export let words;
export let language;

export const $ = (selector, within = desk) => within.querySelector(selector);

export function take(shell) {
  desk = shell;
  words = JSON.parse(desk.dataset.words);
  language = desk.lang;
}

// What a function of the server returns, or nothing where it fails.
export async function call(name, sent) {
  try {
    const response = await post(`/page/${name}`, { language, ...sent });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

export function announce(message) {
  $("#announce").textContent = message;
}

export async function copy(content, button) {
  const shown = button.innerHTML;
  const { width } = button.getBoundingClientRect();
  try {
    await navigator.clipboard.writeText(await content);
    button.textContent = words["button.copied"];
    button.style.inlineSize = `${width}px`; // what stands beside it stays where it is
    announce(words["button.copied"]);
  } catch {
    announce(words["button.copy_failed"]);
    button.textContent = words["button.copy_failed"];
  }
  setTimeout(() => {
    button.innerHTML = shown;
    button.style.inlineSize = "";
  }, 2500);
}
