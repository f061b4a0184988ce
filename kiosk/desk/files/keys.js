// The keys that stand on a page's buttons and links press them.
"use strict";

addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (["SELECT", "INPUT", "TEXTAREA"].includes(document.activeElement?.tagName)) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  const key = digit ? digit[1] : event.key === "Escape" ? "Escape" : "";
  const target = key && document.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});
