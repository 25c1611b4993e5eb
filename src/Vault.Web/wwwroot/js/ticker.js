// One clock for all countdowns of a page. It counts from the wall clock, so a computer that slept does not gain time.

const listeners = new Set();
let timer = 0;

/** Calls `each(secondsLeft)` now and every second until it reaches 0, which is the last call. Returns a function that stops it. */
export function countDown(seconds, each) {
  const end = Date.now() + seconds * 1000;
  const listener = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (left === 0) listeners.delete(listener);
    each(left);
  };
  listeners.add(listener);
  timer ||= setInterval(tick, 250);
  listener();
  return () => listeners.delete(listener);
}

function tick() {
  for (const listener of [...listeners]) listener();
  if (listeners.size === 0) {
    clearInterval(timer);
    timer = 0;
  }
}
