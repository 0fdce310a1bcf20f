/* What the editor of a register does beside its forms. Without it every page works as well. */
"use strict";

document.documentElement.classList.add("desk-scripted");

const PAUSE = 700; // ms after the last key before the notice is brought up to date

/* The notice beside a form holds what is being typed. It is asked for with the form itself, and
   nothing of it is kept by the server. */
function keepNoticeFresh(preview, form) {
  const frame = preview.querySelector("iframe");
  const status = preview.querySelector("[data-status]");
  const languages = [...preview.querySelectorAll("[data-language]")];
  let language = languages[0].dataset.language;
  let timer = 0;
  let asked = null;
  let typed = false;

  function mark() {
    for (const link of languages) {
      if (link.dataset.language === language) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /* Only the frame scrolls, not the page around it. */
  function toSection() {
    const place = frame.contentDocument.getElementById(preview.dataset.anchor);
    if (place) frame.contentWindow.scrollTo(0, place.getBoundingClientRect().top + frame.contentWindow.scrollY);
  }

  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const shown = frame.contentDocument;
    shown.documentElement.lang = fresh.documentElement.lang;
    // Without a new page in the frame: it stays where it was scrolled to.
    shown.body.replaceWith(shown.adoptNode(fresh.body));
  }

  async function refresh() {
    if (asked) asked.abort();
    asked = new AbortController();
    const sent = new FormData(form);
    sent.append("_preview", language);
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, signal: asked.signal });
      const isNotice = answer.ok && answer.headers.get("X-Desk-Preview");
      if (isNotice) show(await answer.text());
      status.textContent = isNotice ? preview.dataset.fresh : preview.dataset.waits;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = preview.dataset.fails;
    }
  }

  function soon() {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  }

  for (const link of languages) {
    link.addEventListener("click", (event) => {
      language = link.dataset.language;
      mark();
      if (!typed) return;
      event.preventDefault();
      refresh();
    });
  }
  if (form) {
    form.addEventListener("input", soon);
    form.addEventListener("submit", (event) => {
      if (event.submitter && event.submitter.name === "_preview") return;
      typed = false;
    });
    addEventListener("beforeunload", (event) => {
      if (typed) event.preventDefault();
    });
  }
  frame.addEventListener("load", toSection);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete") toSection();
  mark();
}

/* Many lines to choose from can be narrowed down by what they are called. */
function addFilter(list) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "search";
  label.className = "desk-filter";
  label.append(list.dataset.filter + " ", box);
  list.before(label);
  const items = [...list.children];
  box.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = box.value.trim().toLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(words);
  });
}

const preview = document.querySelector("[data-preview]");
if (preview) keepNoticeFresh(preview, document.querySelector("form[data-editor]"));
document.querySelectorAll(".desk-choices-many").forEach(addFilter);
