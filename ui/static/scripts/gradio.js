// What the scripts know of Gradio; the rest is in ui/web/gradio_page.py. Its component calls this once, with its element.
import { smooth } from "./browser.js";
import { start } from "./desk.js";

export function begin(element) {
  const desk = document.getElementById("desk");
  if (!desk) return;
  adopt(element, desk);
  desk.addEventListener("click", stayOnThePage);
  start(desk);
}

// The painted shell becomes the content of Gradio's component; the reader may be typing already.
function adopt(element, desk) {
  const active = document.activeElement;
  const caret = active && active.id === "q" ? [active.selectionStart, active.selectionEnd] : null;
  const scrolled = window.scrollY;
  element.append(desk);
  if (caret) {
    active.focus({ preventScroll: true });
    active.setSelectionRange(...caret);
  }
  window.scrollTo(0, scrolled);
  desk.dataset.ready = "";
}

// Gradio's <base> would make an address such as #turn-1 leave the page.
function stayOnThePage(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  const there = document.getElementById(link.hash.slice(1));
  there?.scrollIntoView({ block: "start", behavior: smooth() });
  there?.focus({ preventScroll: true });
}
