// Follows one page's stream: says when the data is old, and comes back by itself whatever happened.
"use strict";

function follow(handlers) {
  const path = document.body.dataset.live;
  const build = new URL(document.querySelector("script[src*='live.js']").src).search.slice(1);
  const link = document.getElementById("link");
  const OLD_MS = 3000 * Number(document.body.dataset.beat); // three beats of the server
  let source = null, heard = Date.now(), fresh = true, position = "", dataTime = "", asking = false;

  function show() {
    const old = !fresh || Date.now() - heard > OLD_MS;
    document.body.classList.toggle("old", old);
    const since = dataTime ? `，停在 ${dataTime}` : "";
    const why = fresh ? "重连中 Old data" : "连不上叫号库 Ledger away"; // the desk answers, and has nothing new to say
    link.textContent = old ? `数据已旧${since} · ${why}` : "● 实时 Live";
  }

  function took(event) {
    heard = Date.now();
    if (event.lastEventId) position = event.lastEventId;
  }

  function open() {
    if (source) source.close();
    source = new EventSource(position ? `${path}?after=${position}` : path);
    source.addEventListener("hello", (event) => {
      took(event);
      if (build && event.data !== build) location.reload();
    });
    source.addEventListener("beat", (event) => {
      took(event);
      const beat = JSON.parse(event.data);
      fresh = beat.fresh;
      if (fresh && beat.now_ms) dataTime = clock(beat.now_ms);
      if (handlers.beat) handlers.beat(beat);
      show();
    });
    source.addEventListener("over", () => location.reload());
    for (const [name, handler] of Object.entries(handlers.events))
      source.addEventListener(name, (event) => { took(event); handler(event.data); });
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) ask(); };
  }

  // The server answered, but not with a stream (signed out, unpaired), or it is not there at all.
  function ask() {
    if (asking) return;
    asking = true;
    setTimeout(async () => {
      try {
        const answer = await fetch(location.href, { cache: "no-store" });
        if (answer.status >= 500) throw new Error(answer.status);
        location.reload(); // here it is; the page it gives now asks for what is missing
      } catch {
        asking = false;
        ask();
      }
    }, 2000);
  }

  setInterval(() => {
    show();
    // A cable that was pulled closes nothing: the browser would wait for ever.
    if (Date.now() - heard > 2 * OLD_MS && !asking) { heard = Date.now() - OLD_MS - 1; open(); }
  }, 1000);
  open();
}

function clock(ms) { // China's time on any machine
  return new Date(ms + 8 * 3600000).toISOString().slice(11, 16);
}
