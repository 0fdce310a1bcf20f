// Keys of the queue. They can be turned off (WCAG 2.1.4), and never act while somebody types.
(() => {
  "use strict";
  const help = document.querySelector("[data-desk-keys]");
  if (!help) return;
  const on = help.querySelector("[data-desk-keys-on]");
  const KEPT = "desk-queue-keys";
  const rows = [...document.querySelectorAll("#result_list tbody tr")];
  const views = [...document.querySelectorAll(".desk-views > ul a")];
  const search = document.querySelector("#searchbar");
  let place = -1;

  const remembered = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };
  const remember = (value) => { try { localStorage.setItem(KEPT, value ? "on" : "off"); } catch { /* only this page then */ } };

  help.hidden = false;
  on.checked = remembered();
  on.addEventListener("change", () => remember(on.checked));

  const linkOf = (row) => row.querySelector("th a, td a");
  const go = (step) => {
    if (!rows.length) return;
    place = Math.min(Math.max(place + step, 0), rows.length - 1);
    linkOf(rows[place]).focus();
    rows[place].scrollIntoView({ block: "nearest" });
  };
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const choose = () => {
    const box = rows[here()]?.querySelector("input.action-select");
    if (box) box.click();
  };
  const types = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  const keys = {
    j: () => { place = here() >= 0 ? here() : place; go(1); },
    k: () => { place = here() >= 0 ? here() : 1; go(-1); },
    o: () => { const row = rows[here()]; if (row) linkOf(row).click(); },
    x: choose,
    "/": () => search?.focus(),
    n: () => document.querySelector("[data-desk-new]")?.click(),
    "?": () => { help.open = !help.open; help.querySelector("summary").focus(); },
  };

  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || types(event.target)) return;
    const act = keys[event.key] ?? (/^[1-9]$/.test(event.key) ? () => views[event.key - 1]?.click() : null);
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
