// The window's page: acts go by form, keys press the buttons, the parts follow live.
"use strict";

const acts = document.getElementById("acts");
const areas = { now: document.getElementById("now"), acts: document.getElementById("buttons"),
                line: document.getElementById("line"), said: document.getElementById("said") };
const shown = {};
let busy = false, later = null, next = null;

function put(name, html) {
  if (shown[name] === html) return;
  shown[name] = html;
  const focused = document.activeElement && document.activeElement.id;
  areas[name].innerHTML = html;
  if (focused && name === "acts") document.getElementById(focused)?.focus();
}

function draw(parts) {
  put("now", parts.now);
  put("line", parts.line);
  // A list that somebody has open must not change under the hand.
  if (document.activeElement?.tagName === "SELECT") later = parts.acts;
  else put("acts", parts.acts);
}

function wrong(zh, en) {
  put("said", "");
  const line = document.createElement("p");
  line.className = "said alarm";
  line.setAttribute("role", "status");
  line.textContent = `${zh} ${en}`;
  areas.said.replaceChildren(line);
  delete shown.said;
}

acts.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (!button || button.disabled) return;
  if (busy) { next = button.dataset.key; return; } // pressed before the answer was back: after it, if it still can be
  busy = true;
  next = null;
  acts.classList.add("busy");
  const fields = new URLSearchParams(new FormData(acts));
  fields.set(button.name, button.value);
  try {
    const answer = await fetch("/window", { method: "POST", body: fields, headers: { Accept: "application/json" } });
    if (answer.ok) {
      const parts = await answer.json();
      document.activeElement?.blur();
      draw(parts);
      delete shown.said;
      put("said", parts.said);
    } else if (answer.status === 503) {
      const words = await answer.json();
      wrong(words.zh, words.en);
    } else if (answer.status === 401) location.reload();
    else if (answer.status === 403) wrong("页面已过期，请按 F5 刷新。", "This page is too old: press F5.");
    else wrong("没有做成，请再试一次。", "That did not work; try again.");
  } catch {
    wrong("没有连上，操作没有送出；请看号码是否已变，再试。", "No connection: look at the number, then try again.");
  }
  busy = false;
  acts.classList.remove("busy");
  press(next);
});

function press(key) {
  const button = key && acts.querySelector(`[data-key="${key}"]`);
  if (button?.tagName === "A") button.click();
  else if (button && !button.disabled) acts.requestSubmit(button);
}

acts.addEventListener("focusout", () => { if (later !== null) { put("acts", later); later = null; } });

addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (["SELECT", "INPUT"].includes(document.activeElement?.tagName)) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (!digit) return;
  event.preventDefault();
  press(digit[1]);
});

follow({ events: { window(data) { draw(JSON.parse(data)); } } });
