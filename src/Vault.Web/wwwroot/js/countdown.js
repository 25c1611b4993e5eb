// Runs the deadlines: h:mm:ss until the end, then the word for it.
import { countDown } from "./ticker.js";

for (const element of document.querySelectorAll("[data-count-down]")) {
  countDown(Number(element.dataset.countDown), (left) => {
    element.textContent = left === 0 ? element.dataset.overText : clockText(left);
  });
}

function clockText(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
