// Tells the desk that the case is open, and the reader who else has it open. Only while it is looked at.
(() => {
  "use strict";
  const place = document.querySelector("[data-desk-here]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!place || !token) return;
  const EVERY = 30000;
  const body = new URLSearchParams({ seen: place.dataset.deskSeen, csrfmiddlewaretoken: token.value });

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.deskHere, { method: "POST", body, credentials: "same-origin", redirect: "error" });
      if (!answer.ok) return;
      const words = (await answer.text()).trim();
      // What is the same is not read out again.
      if (words !== place.innerHTML.trim()) place.innerHTML = words;
    } catch { /* the next time then */ }
  };
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
})();
