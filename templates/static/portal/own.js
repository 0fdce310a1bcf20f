// What helps on the pages of one's own request; each of them works without it.

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

// Shows what is about to be sent as proof, from this device alone. Without it the page says what to cover.
(() => {
  "use strict";
  const preview = document.querySelector(".preview.beforehand");
  const input = document.getElementById("id_proof");
  if (!preview || !input) return;
  const list = preview.querySelector("ul");
  const look = document.querySelector("button[name=look]");
  look.hidden = true;
  look.disabled = true;
  document.querySelector("button.send").hidden = false;
  const size = (bytes) => {
    const small = bytes < 1e6;
    return new Intl.NumberFormat(document.documentElement.lang, {
      style: "unit",
      unit: small ? "kilobyte" : "megabyte",
      maximumFractionDigits: 1,
    }).format(bytes / (small ? 1e3 : 1e6));
  };
  const kind = (type) =>
    type.startsWith("image/") ? preview.dataset.picture : type === "application/pdf" ? "PDF" : preview.dataset.other;
  const row = (file) => {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    item.append(name, ` (${kind(file.type)}, ${size(file.size)})`);
    if (file.type.startsWith("image/")) {
      const reader = new FileReader();
      reader.onload = () => {
        const picture = document.createElement("img");
        picture.onload = () => item.append(picture);
        picture.alt = `${preview.dataset.picture}: ${file.name}`;
        picture.src = reader.result;
      };
      reader.readAsDataURL(file);
    }
    return item;
  };
  const show = () => {
    list.replaceChildren(...Array.from(input.files, row));
    preview.hidden = !input.files.length;
  };
  input.addEventListener("change", show);
  preview.querySelector("button").addEventListener("click", () => {
    input.value = "";
    show();
    input.focus();
    input.click();
  });
  show(); // A browser may still hold the files when one comes back to the page.
})();
