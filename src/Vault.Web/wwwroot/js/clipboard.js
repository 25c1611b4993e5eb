// Copying is an action of its own: the server writes it down first, and only then does anything reach the clipboard.

const CLEAR_AFTER = 30_000;

/** Posts the form, then copies what `read` gives. Answers whether it was copied. Clears the clipboard later where the browser lets it. */
export async function copyLogged(form, read) {
  try {
    const logged = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    if (!logged.ok) return false;
    await navigator.clipboard.writeText(read());
  } catch {
    return false;
  }
  setTimeout(clear, CLEAR_AFTER);
  return true;
}

// A page in the background may not write; then it is done when the reader comes back.
function clear() {
  if (document.hasFocus()) {
    navigator.clipboard.writeText("").catch(() => {});
    return;
  }
  addEventListener("focus", clear, { once: true });
}
