// What can be done with a record: copy its reference, copy a sentence with it, go back to the answer that led here.
addEventListener("DOMContentLoaded", () => {
  const tools = document.querySelector(".tools");
  const sentenceButton = document.getElementById("copy-sentence");
  const reference = document.querySelector(".references dd").textContent.trim();

  async function copy(button, content) {
    const said = document.getElementById("said");
    try {
      await navigator.clipboard.writeText(content);
      said.textContent = tools.dataset.copied;
    } catch {
      said.textContent = tools.dataset.failed;
    }
    button.dataset.said = said.textContent;
    setTimeout(() => delete button.dataset.said, 2500);
  }

  // The sentence that the address points at is the one to copy; it is `:target` only once the page has been scrolled.
  function pointedAt() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return named?.matches(".sentence") ? named : null;
  }

  function follow() {
    const sentence = pointedAt();
    sentenceButton.hidden = !sentence;
    if (sentence) sentence.after(sentenceButton);
  }

  document.getElementById("copy-reference").addEventListener("click", ({ currentTarget }) => copy(currentTarget, reference));
  sentenceButton.addEventListener("click", () => {
    const sentence = pointedAt().cloneNode(true);
    sentence.querySelector(".here")?.remove();
    copy(sentenceButton, `“${sentence.textContent}”\n${reference}\n${location.href}`);
  });
  addEventListener("hashchange", follow);
  follow();

  const before = document.referrer && new URL(document.referrer);
  if (before && before.origin === location.origin && before.pathname === "/" && history.length > 1) {
    const back = document.getElementById("back");
    back.hidden = false;
    back.addEventListener("click", (event) => {
      event.preventDefault();
      history.back();
    });
  }
});
