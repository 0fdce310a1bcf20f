// Keeps what is typed while it is typed: at the desk, sealed, and never on this device, which others
// may use too. Everything works without this script; then a page is kept when it is sent.
(() => {
  "use strict";
  const PAUSE = 1500;
  const AGAIN = 10000;
  const KEPT = 204;
  const form = document.getElementById("step");
  const note = document.getElementById("keeping");
  if (!form || !note) return;
  let timer = 0;
  let typed = 0;
  let kept = 0;
  let saving = null;

  const say = (what) => {
    note.textContent = note.dataset[what];
  };

  const answers = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) data.delete(name);
    }
    data.set("autosave", "1");
    return data;
  };

  const send = async () => {
    const upTo = typed;
    try {
      const answer = await fetch(location.href, { method: "POST", body: answers(), redirect: "manual" });
      if (answer.status !== KEPT) throw new Error("not kept");
      kept = upTo;
      say("kept");
    } catch {
      say("lost");
      wait(AGAIN);
    }
    saving = null;
  };

  const save = () => {
    if (kept !== typed && !saving) saving = send();
  };

  const wait = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  };

  form.addEventListener("input", () => {
    typed += 1;
    wait(PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault();
      say("lost");
      wait(AGAIN);
      return;
    }
    if (saving) {
      // What was typed last must come last.
      event.preventDefault();
      await saving;
      form.requestSubmit(event.submitter);
      return;
    }
    kept = typed;
  });
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (kept !== typed) event.preventDefault();
  });
})();
