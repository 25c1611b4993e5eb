// An open secret: the ring runs, copying is logged before it happens, and when the time is over or the reader hides it
// the characters leave the document, not only the sight.
import { countDown } from "./ticker.js";
import { copyLogged } from "./clipboard.js";

const DOTS = "••••••••";

for (const field of document.querySelectorAll("[data-secret]")) open(field);

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
