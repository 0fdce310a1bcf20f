/* The preview follows what is typed. Without this script the button Preview does the same. */
"use strict";

const PAUSE = 500; // ms after the last key
const FOLLOW = ["obstacles", "differs", "preview"];

const form = document.getElementById("wording");
let timer = 0;
let asked = null;

async function refresh() {
  if (asked) asked.abort();
  asked = new AbortController();
  const sent = new FormData(form);
  sent.append("do", "preview");
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, signal: asked.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of FOLLOW) document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes);
  } catch (error) {
    if (error.name !== "AbortError") document.getElementById("obstacles").textContent = form.dataset.fails;
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
