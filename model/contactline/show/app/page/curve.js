// A curve that is drawn by pointer or by keys: how many of 100 still hold after each month.
import { MONTHS, bend } from "./foretold.js";
import { element, line, path, scale, shape, text } from "./drawing.js";
import { say } from "./language.js";
import { AFTER, GRID, QUIET, RUSSIA } from "./look.js";

const WIDTH = 640, HEIGHT = 260;
// Room for letters as large as a phone needs them.
const x = scale(0, MONTHS, 60, WIDTH - 20), y = scale(0, 100, HEIGHT - 36, 18);

export function build(box, told) {
  let curve = Array.from({ length: MONTHS + 1 }, (_, month) => Math.round(100 - month * 2)), month = 6, sealed = false;
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "slider", tabindex: "0", "aria-label": say("Ceasefires that still hold, of 100"), "aria-describedby": "curve-help", "aria-valuemin": "0", "aria-valuemax": "100", class: "curve" });
  box.replaceChildren(svg);
  const show = () => {
    svg.replaceChildren(...frame(), path(curve.map((value, at) => [x(at), y(value)]), { stroke: RUSSIA, "stroke-width": 3 }), shape("circle", { cx: x(month), cy: y(curve[month]), r: 6, fill: RUSSIA, stroke: "#FFFFFF" }));
    const said = say("Month {month}: {count} of 100", { month, count: curve[month] });
    svg.setAttribute("aria-valuenow", curve[month]);
    svg.setAttribute("aria-valuetext", said);
    told(`${said}.`);
  };
  const put = (at, value) => {
    if (sealed) return;
    month = Math.min(MONTHS, Math.max(1, at));
    curve = bend(curve, month, Math.min(100, Math.max(0, Math.round(value))));
    show();
  };
  const pointed = (event) => {
    const place = svg.getBoundingClientRect();
    const at = ((event.clientX - place.left) / place.width) * WIDTH, up = ((event.clientY - place.top) / place.height) * HEIGHT;
    put(Math.round(((at - x(0)) / (x(MONTHS) - x(0))) * MONTHS), ((y(0) - up) / (y(0) - y(100))) * 100);
  };
  svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); pointed(event); });
  svg.addEventListener("pointermove", (event) => { if (event.buttons) pointed(event); });
  svg.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 2], ArrowDown: [0, -2], PageUp: [0, 10], PageDown: [0, -10] }[event.key];
    if (!moves) return;
    event.preventDefault();
    if (moves[0]) { month = Math.min(MONTHS, Math.max(1, month + moves[0])); show(); } else put(month, curve[month] + moves[1]);
  });
  show();
  return { get: () => [...curve], set: (values) => { curve = values; show(); }, seal: (is) => { sealed = is; svg.setAttribute("aria-disabled", String(is)); } };
}

function frame() {
  const parts = [];
  for (const share of [0, 25, 50, 75, 100]) parts.push(line(x(0), y(share), x(MONTHS), y(share), { stroke: GRID }), text(54, y(share) + 4, `${share}`, { "text-anchor": "end", fill: QUIET }));
  for (let at = 0; at <= MONTHS; at += 3) parts.push(text(x(at), HEIGHT - 8, `${at}`, { "text-anchor": "middle", fill: QUIET }));
  parts.push(text(x(MONTHS), HEIGHT - 42, say("months"), { "text-anchor": "end", fill: QUIET }));
  return parts;
}

// The drawn curve over the curve of the runs, with its band; those of the class as thin lines.
export function beside(box, curve, survival, others) {
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "curve", "aria-label": say("Your curve beside that of the runs; the numbers stand in the list.") });
  const days = (day) => x(day / 30.4375), known = survival.at.map((_, at) => at).filter((at) => survival.after.share[at] !== null && survival.at[at] <= MONTHS * 30.5);
  const points = (key) => known.map((at) => [days(survival.at[at]), y(100 * survival.after[key][at])]);
  svg.append(...frame());
  if (known.length) {
    const outline = [...points("high"), ...points("low").reverse()];
    svg.append(path(outline, { fill: AFTER, opacity: 0.18 }), path(points("share"), { stroke: AFTER, "stroke-width": 3 }));
  }
  for (const one of others) svg.append(path(one.map((value, at) => [x(at), y(value)]), { stroke: RUSSIA, "stroke-width": 0.8, opacity: 0.4 }));
  svg.append(path(curve.map((value, at) => [x(at), y(value)]), { stroke: RUSSIA, "stroke-width": 3, "stroke-dasharray": "7 4" }));
  box.append(svg, element("p", say("dashed: yours; blue: the runs, with their 95 % band"), { class: "quiet" }));
}
