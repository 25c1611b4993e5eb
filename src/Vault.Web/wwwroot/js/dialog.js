// Without script a dialog is a popover; with it, it is modal: focus stays inside and the page behind does not answer.
addEventListener("click", (event) => {
  const button = event.target.closest?.("button[popovertarget]");
  const dialog = button && document.getElementById(button.getAttribute("popovertarget"));
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (dialog.open) {
    dialog.close();
    return;
  }
  // A modal dialog may not be a popover at the same time.
  dialog.removeAttribute("popover");
  dialog.showModal();
});
