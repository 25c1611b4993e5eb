// What a browser would write to its disk so that it can open the same pages after a restart.

// All that is sent with a form is remembered with the page that answers it, unless a password is among it. So there is
// one: without a name it is not sent, and it is gone before anybody could see it.
addEventListener("submit", ({ target: form }) => {
  if (form.method !== "post") return;
  const mark = Object.assign(document.createElement("input"), {
    type: "password",
    value: "-",
    autocomplete: "one-time-code",
    hidden: true,
  });
  form.append(mark);
  setTimeout(() => mark.remove());
});

// A page that answers a form becomes the page the form stood on: to ask for it again sends nothing again.
const page = document.querySelector("link[rel=canonical]");
if (page) history.replaceState(null, "", page.href);

// What stands in a field is remembered too, unless the field says otherwise; a code says it once it is there, for until
// then a password manager may want to know where it goes.
addEventListener("input", ({ target }) => {
  if (target.autocomplete === "one-time-code") target.autocomplete = "off";
});
