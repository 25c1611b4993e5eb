// A page kept by the back-forward cache may show a secret of a session that has ended since: ask the server again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// "/" puts the cursor into the page's search field, unless the reader is typing.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

// A paper's own button for printing; without script the browser's menu does it, and the button is not there.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
