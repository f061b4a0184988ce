// The lobby's display: the board as the server draws it, and each call with its chime and voice, one after another.
"use strict";

const board = document.getElementById("board");
const mute = document.getElementById("mute");
const voice = new Audio();
const waiting = [];
let playing = false;

function say() {
  if (playing || !waiting.length) return;
  playing = true;
  voice.src = waiting.shift();
  voice.play().catch((error) => {
    // Browsers let a page sound only after a touch, unless they were started with leave to.
    if (error.name === "NotAllowedError") { mute.hidden = false; waiting.length = 0; }
    done();
  });
}
function done() { playing = false; say(); }
voice.addEventListener("ended", done);
voice.addEventListener("error", done);

function allow() {
  mute.hidden = true;
  new AudioContext().resume();
  say();
}
addEventListener("pointerdown", allow);
addEventListener("keydown", allow);
if (navigator.userActivation && !navigator.userActivation.hasBeenActive)
  mute.hidden = new AudioContext().state === "running";

follow({
  beat(beat) {
    const suspect = board.querySelector("[data-suspect]");
    document.getElementById("clock").textContent = suspect || !beat.fresh ? "" : clock(beat.now_ms);
  },
  events: {
    board(html) { board.innerHTML = html; },
    call(data) {
      const call = JSON.parse(data);
      const number = board.querySelector(".now .number");
      if (number) { number.classList.remove("new"); void number.offsetWidth; number.classList.add("new"); }
      waiting.push(call.sound);
      say();
    },
  },
});
