// Asks in time whether somebody is still there. Without it the page says until when it is open.
(() => {
  "use strict";
  const WARNING = 300; // seconds before the end
  const stay = document.querySelector(".stay");
  const dialog = stay && stay.querySelector("dialog");
  if (!dialog || !dialog.showModal) return;
  const form = dialog.querySelector("form");
  const say = (over) => {
    dialog.querySelector(".soon").hidden = over;
    dialog.querySelector(".over").hidden = !over;
  };
  let ask, end;
  const begin = (seconds) => {
    clearTimeout(ask);
    clearTimeout(end);
    ask = setTimeout(() => dialog.showModal(), Math.max(0, seconds - WARNING) * 1000);
    end = setTimeout(() => {
      say(true);
      if (!dialog.open) dialog.showModal();
    }, seconds * 1000);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!dialog.querySelector(".over").hidden) return dialog.close();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (!answer.ok) return say(true);
      begin((await answer.json()).seconds);
      dialog.close();
    } catch {
      dialog.close(); // No network now; the end is told when it comes.
    }
  });
  begin(Number(stay.dataset.seconds));
})();
