// An open secret: the ring runs, copying is logged before it happens, and when the time is over or the reader hides it
// the characters leave the document, not only the sight.
import { countDown } from "./ticker.js";
import { copyLogged } from "./clipboard.js";

const DOTS = "••••••••";

for (const field of document.querySelectorAll("[data-secret]")) open(field);
for (const form of document.querySelectorAll("form[data-reveal]")) form.addEventListener("submit", revealHere);

// The value comes to where the reader is. Whatever the server wants besides, the form asks for in its own way.
async function revealHere(event) {
  const form = event.currentTarget;
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  const refused = form.querySelector("[data-refused]");
  refused.textContent = "";
  // What the page said about an earlier try is not about this one.
  for (const said of document.querySelectorAll("main .error-summary, main .field-error")) said.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  form.inert = true;
  const answer = await ask(form.dataset.reveal, new URLSearchParams(new FormData(form)));
  form.inert = false;
  // A refusal is a sentence; an error page has more to it and is left to the form.
  if (answer.status === 409 && !answer.response.body.firstElementChild) {
    refused.textContent = answer.response.body.textContent;
    // A passkey answers once.
    for (const given of form.querySelectorAll("[name^=Passkey]")) given.value = "";
    event.submitter?.focus();
  } else if (answer.status === 200 && answer.responseURL === new URL(form.dataset.reveal, location.href).href) {
    // While the proof is fresh no code is asked for; when it no longer is, the form asks in its own way.
    const asked = form.querySelectorAll("[name^=StepUp], [data-passkey-step-up] button");
    for (const one of asked) one.closest("details, .field, .passkey-offer")?.remove();
    show(answer.response.body.firstElementChild);
  } else {
    form.submit();
  }
}

// The browser takes the answer for a document by itself: here no text is ever made into markup.
function ask(address, body) {
  return new Promise((answered) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "document";
    request.setRequestHeader("Accept", "text/html");
    request.addEventListener("loadend", () => answered(request));
    request.send(body);
  });
}

function show(field) {
  const place = document.querySelector("[data-shown]");
  for (const former of place.querySelectorAll("[data-secret]")) close(former);
  place.replaceChildren(field);
  place.hidden = false;
  open(field);
  field.tabIndex = -1;
  field.focus();
}

function open(field) {
  let stop = run(field, Number(field.dataset.seconds), Number(field.dataset.period ?? field.dataset.seconds), ended);

  // A code's successor lives for one period; nothing follows it.
  function ended() {
    const next = field.querySelector("[data-next-text]");
    if (!next) {
      close(field);
      return;
    }
    field.querySelector("[data-secret-text]").replaceChildren(...next.childNodes);
    field.querySelector("[data-next]").remove();
    field.querySelector(".hint")?.remove();
    const period = Number(field.dataset.period);
    stop = run(field, period, period, () => close(field));
  }

  field.querySelector("[data-hide]")?.addEventListener("click", (event) => {
    event.preventDefault();
    stop();
    close(field);
  });

  const form = field.querySelector("form[data-copy]");
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      copy(field, form);
    });
  }

  // Leaving the page takes the secret along before the browser may keep the page.
  addEventListener("pagehide", () => close(field), { once: true });
}

function run(field, seconds, of, ended) {
  const left = field.querySelector("[data-left]");
  const ring = field.querySelector(".ring-left");
  return countDown(seconds, (now) => {
    left.textContent = String(now);
    ring.setAttribute("stroke-dashoffset", String(100 - (100 * now) / of));
    if (now === 0) ended();
  });
}

function close(field) {
  const text = field.querySelector("[data-secret-text]");
  if (!text) return;
  const dots = document.createElement("span");
  dots.className = "secret-dots";
  dots.ariaHidden = "true";
  dots.textContent = DOTS;
  const focusInside = field.contains(document.activeElement);
  text.replaceWith(dots);
  for (const gone of field.querySelectorAll("[data-ring], [data-next], .secret-tools, .hint")) gone.remove();
  field.classList.replace("secret-open", "secret-closed");
  say(field, field.dataset.hiddenText);
  if (focusInside) {
    field.tabIndex = -1;
    field.focus();
  }
}

async function copy(field, form) {
  const text = field.querySelector("[data-secret-text]");
  const done = text && (await copyLogged(form, () => text.textContent));
  say(field, done ? field.dataset.copiedText : field.dataset.failedText);
}

function say(field, words) {
  field.querySelector("[data-status]").textContent = words;
}
