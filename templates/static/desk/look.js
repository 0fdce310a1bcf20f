// Draw a box on a page with the mouse, a pen or a finger, or select a stretch of a text: it fills
// in the fields of the form.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const field = (name) => document.getElementById(`id_${name}`);
const share = (value, size) => Math.min(Math.max((value / size) * 100, 0), 100);

function placeOn(sheet, event) {
  const frame = sheet.getBoundingClientRect();
  return {
    x: share(event.clientX - frame.left, frame.width),
    y: share(event.clientY - frame.top, frame.height),
  };
}

function show(box, from, to) {
  const sides = {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  };
  for (const [name, value] of Object.entries(sides)) {
    box.setAttribute(name, value.toFixed(2));
  }
  return sides;
}

function fillIn(sheet, sides) {
  field("page").value = sheet.dataset.page;
  field("left").value = sides.x.toFixed(2);
  field("top").value = sides.y.toFixed(2);
  field("width").value = sides.width.toFixed(2);
  field("height").value = sides.height.toFixed(2);
}

function letDraw(sheet) {
  let from = null;
  let box = null;
  sheet.addEventListener("pointerdown", (event) => {
    for (const other of document.querySelectorAll("rect.drawn")) {
      other.remove();
    }
    from = placeOn(sheet, event);
    box = document.createElementNS(SVG, "rect");
    box.setAttribute("class", "drawn");
    sheet.append(box);
    sheet.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  sheet.addEventListener("pointermove", (event) => {
    if (from) {
      show(box, from, placeOn(sheet, event));
    }
  });
  sheet.addEventListener("pointerup", (event) => {
    if (!from) {
      return;
    }
    const sides = show(box, from, placeOn(sheet, event));
    from = null;
    if (sides.width > 0.2 && sides.height > 0.2) {
      fillIn(sheet, sides);
      document.querySelector("#mark button").focus({ preventScroll: true });
    } else {
      box.remove();
    }
  });
}

document.querySelectorAll("svg[data-page]").forEach(letDraw);

const symbols = (text) => Array.from(text).length; // as the desk counts them

// Where in the whole text a place of the selection is; null: in a block, or outside of the text.
function placeInText(text, node, offset) {
  if (!text.contains(node)) {
    return null;
  }
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!piece) {
    return null;
  }
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return Number(piece.dataset.at) + symbols(before.toString());
}

function letSelect(text) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      return;
    }
    const range = selection.getRangeAt(0);
    const start = placeInText(text, range.startContainer, range.startOffset);
    const end = placeInText(text, range.endContainer, range.endOffset);
    if (start !== null && end !== null && start < end) {
      field("start").value = start;
      field("end").value = end;
    }
  });
}

const shownText = document.getElementById("look-text");
if (shownText && field("start")) {
  letSelect(shownText);
}
