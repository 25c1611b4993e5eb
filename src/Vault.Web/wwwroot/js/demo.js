// Keeps the codes in the demo's bar current. A code counts one step early or late: the next one shows as soon as the
// one before is used up, and a wait where that one is used up too.
import { countDown } from "./ticker.js";

const period = 30;

for (const element of document.querySelectorAll("[data-demo-codes]")) run(element);

function run(element) {
  const codes = element.dataset.demoCodes.split(" ");
  const first = Number(element.dataset.step);
  const [code, wait, left] = ["code", "wait", "left"].map((name) => element.querySelector(`[data-${name}]`));

  const next = () => {
    const now = Date.now() / 1000;
    const present = Math.floor(now / period);
    const step = Math.max(present, first);
    if (step - first >= codes.length) {
      location.reload();
      return;
    }
    const good = step <= present + 1;
    code.textContent = codes[step - first];
    code.hidden = !good;
    wait.hidden = good;
    const until = (good ? step + 1 : step - 1) * period;
    countDown(until - now, (seconds) => {
      left.textContent = String(seconds);
      if (seconds === 0) next();
    });
  };
  next();
}
