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
