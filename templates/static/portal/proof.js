"use strict";

/* Works out, while the person reads, the number that shows a browser at work. It asks nobody and
   holds up nothing: a form that is sent before the number is found goes by the way without it. */
(async () => {
  const form = document.querySelector("form[data-goal]");
  if (!form || !window.crypto || !window.crypto.subtle) {
    return;
  }
  const { salt, goal, signature } = form.dataset;
  const most = Number(form.dataset.most);
  const atOnce = 500;
  const text = new TextEncoder();
  const wanted = parseInt(goal.slice(0, 8), 16);

  const hex = (bytes) =>
    Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const fits = async (number) => {
    const digest = await crypto.subtle.digest("SHA-256", text.encode(salt + number));
    return new DataView(digest).getUint32(0) === wanted && hex(digest) === goal;
  };

  for (let first = 0; first <= most; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, most - first + 1) }, (_, i) => first + i);
    const found = (await Promise.all(numbers.map(fits))).indexOf(true);
    if (found >= 0) {
      form.elements.namedItem("proof").value = `${salt} ${first + found} ${signature}`;
      return;
    }
    /* Lets the page answer to the person between two batches. */
    await new Promise((done) => setTimeout(done));
  }
})();
