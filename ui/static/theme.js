// The reader's choice of theme lies in the browser; it is applied before anything is painted.
{
  const root = document.documentElement;
  const apply = (chosen) => (chosen === "light" || chosen === "dark" ? (root.dataset.theme = chosen) : delete root.dataset.theme);
  let kept = "system";
  try {
    kept = localStorage.getItem("refdesk-theme") || kept;
  } catch {}
  apply(kept);
  document.addEventListener("DOMContentLoaded", () => (document.getElementById("theme").value = root.dataset.theme || "system"));
  document.addEventListener("change", ({ target }) => {
    if (target.id !== "theme") return;
    apply(target.value);
    try {
      localStorage.setItem("refdesk-theme", target.value);
    } catch {}
  });
}
