// The health page draws itself anew, and says when it could not.
"use strict";

const link = document.getElementById("link");
setInterval(async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) { location.reload(); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("terminals").replaceWith(page.getElementById("terminals"));
    document.body.classList.remove("old");
    link.textContent = "● 实时 Live";
  } catch {
    document.body.classList.add("old");
    link.textContent = "数据已旧，连不上 · Old data, no connection";
  }
}, 1000 * Number(document.body.dataset.reload));
link.textContent = "● 实时 Live";
