/*
 * A signature drawn with finger, pen or mouse. Nothing here is needed: by keyboard and without scripts the typed name
 * signs as well. What is drawn stands in the form as figures ("12,40 15,38;60,90"), which the server checks.
 */

const SVG = "http://www.w3.org/2000/svg";
const NEAR = 4; // points nearer to the last one than this are left out; the plane is 600 wide

function ready(sign) {
  const kept = sign.querySelector("input[type=hidden]");
  const paper = sign.querySelector("[data-paper]");
  const clear = sign.querySelector("[data-clear]");
  const width = Number(sign.dataset.width);
  const height = Number(sign.dataset.height);
  const [picture, path] = sheet(width, height);
  let strokes = read(kept.value);
  let drawing = null;

  paper.replaceChildren(picture);
  sign.querySelector("[data-pad]").hidden = false;
  show();

  function show() {
    path.setAttribute("d", strokes.map((stroke) => `M${(stroke.length > 1 ? stroke : [...stroke, ...stroke]).join("L")}`).join(""));
    picture.setAttribute("aria-label", strokes.length ? paper.dataset.alt : paper.dataset.empty);
    paper.toggleAttribute("data-written", strokes.length > 0);
    clear.hidden = strokes.length === 0;
  }

  function keep() {
    kept.value = written(strokes, Number(sign.dataset.longest));
    kept.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function point(event) {
    const place = picture.getBoundingClientRect();
    const on = (at, from, size, whole) => Math.round(Math.min(Math.max((at - from) / size, 0), 1) * whole);
    return [on(event.clientX, place.left, place.width, width), on(event.clientY, place.top, place.height, height)];
  }

  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || kept.disabled) return;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    drawing = [point(event)];
    strokes.push(drawing);
    show();
  });
  picture.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = point(each);
      const [lastX, lastY] = drawing.at(-1);
      if (Math.hypot(x - lastX, y - lastY) >= NEAR) drawing.push([x, y]);
    }
    show();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    picture.addEventListener(end, () => {
      if (!drawing) return;
      drawing = null;
      keep();
    });
  }
  clear.addEventListener("click", () => {
    strokes = [];
    show();
    keep();
    sign.closest("[data-field]")?.querySelector("input.tb-input")?.focus();
  });
}

function sheet(width, height) {
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("role", "img");
  picture.append(path);
  return [picture, path];
}

function read(text) {
  if (!/^\d{1,3},\d{1,3}([ ;]\d{1,3},\d{1,3})*$/u.test(text)) return [];
  return text.split(";").map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number)));
}

/** Write the strokes as text; a very long drawing loses every second point until it fits. */
function written(strokes, longest) {
  let kept = strokes;
  let text = join(kept);
  while (text.length > longest && kept.some((stroke) => stroke.length > 2)) {
    kept = kept.map((stroke) => stroke.filter((_, place) => place % 2 === 0 || place === stroke.length - 1));
    text = join(kept);
  }
  return text.length > longest ? "" : text;
}

function join(strokes) {
  return strokes.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");
}

for (const sign of document.querySelectorAll("[data-sign]:not([data-readonly])")) ready(sign);
