// The lobby's device for ratings: acts without leaving the page, waits out a lost connection, goes back to its start.
"use strict";

const RETRY_MS = 5000;
let idle = 0;
let typed = "";

const field = () => document.getElementById("number");

async function go(path, body) {
  try {
    const answer = await fetch(path, body ? { method: "POST", body: new URLSearchParams(body) } : {});
    if (answer.status >= 500) throw new Error(answer.statusText); // what was written stays
    // A desk that was started anew knows our form no more; one that took our pairing away asks for a code.
    if (!answer.ok || answer.url && new URL(answer.url).pathname !== "/rate") return location.replace("/rate");
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    document.querySelector(".away").hidden = false;
    if (!body) idle = setTimeout(go, RETRY_MS, path);
  }
}

function show(page) {
  if (page.body.dataset.build !== document.body.dataset.build) return location.replace("/rate");
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  begin();
}

function begin() {
  typed = "";
  field()?.focus();
  field()?.setSelectionRange(99, 99);
  touched();
}

function touched() {
  clearTimeout(idle);
  const limit = Number(document.body.dataset.idle) || (field()?.value ? 30 : 0);
  if (limit) idle = setTimeout(over, limit * 1000);
}

function over() {
  // What was written goes at once, whether the desk answers or not.
  for (const one of document.querySelectorAll("textarea, #number")) one.value = "";
  go("/rate/over");
}

function send(form, button) {
  go("/rate", new FormData(form, button));
}

addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
});

addEventListener("click", (event) => {
  const key = event.target.closest("button[name=key]");
  if (!key) return;
  event.preventDefault();
  field().value = key.value === "erase" ? field().value.slice(0, -1) : field().value + key.value;
  field().focus();
});

// A scanner types wherever it finds itself: into the number, or here when that is not on the page.
addEventListener("keydown", (event) => {
  if (event.target.matches("textarea") || event.target === field() || event.ctrlKey || event.altKey) return;
  if (field() && event.key.length === 1) return field().focus();
  if (event.key.length === 1) typed += event.key;
  if (event.key === "Enter" && typed.length > 10) {
    event.preventDefault();
    const form = new FormData(document.querySelector("form"));
    go("/rate", { form: form.get("form"), act: "look", number: typed });
  }
  if (event.key === "Enter") typed = "";
});

for (const kind of ["pointerdown", "input", "keydown"]) addEventListener(kind, touched);
addEventListener("pageshow", (event) => { if (event.persisted) location.replace("/rate"); });
begin();
