// What every chart is drawn with: elements, scales, axes, bands.
import { number, say } from "./language.js";
import { GRID, HAIRLINE, INK, OUTCOMES, QUIET } from "./look.js";

const SVG = "http://www.w3.org/2000/svg";
const SMALL = 11;
const FAMILY = "DejaVu Sans, system-ui, sans-serif";
export const CLOSEST = 0.8; // how far letters are set closer before a text is cut
const ruler = document.createElement("canvas").getContext("2d");
let drawn = 0;

export function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export function shape(name, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === "number" ? +value.toFixed(2) : value);
  if (text !== "") made.textContent = text;
  return made;
}

// An empty drawing that fills the box; sizes are in units of a text of 11 to 12.
export function canvas(box, data, context) {
  const { width, height } = context;
  const svg = shape("svg", {
    xmlns: SVG, viewBox: `0 0 ${width.toFixed(0)} ${height.toFixed(0)}`, role: "img", "aria-label": data.alt,
    "font-family": FAMILY, "font-size": SMALL, fill: INK,
  });
  svg.append(shape("title", {}, data.alt));
  box.replaceChildren(svg);
  return svg;
}

export const scale = (from, to, low, high) => (value) => low + ((high - low) * (value - from)) / ((to - from) || 1);
export const percent = (share) => share > 0 && share < 0.01 ? say("under 1") : share > 0.99 && share < 1 ? say("over 99") : `${Math.round(100 * share)}`;
export const counted = (value) => number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
export const text = (x, y, words, more = {}) => shape("text", { x, y, ...more }, words);
export const line = (x1, y1, x2, y2, more = {}) => shape("line", { x1, y1, x2, y2, stroke: HAIRLINE, ...more });

export function path(points, more = {}) {
  const d = points.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  return shape("path", { d, fill: "none", ...more });
}

export function steps(points, more = {}) {
  const d = points.map(([x, y], at) => at ? `H${x.toFixed(1)}V${y.toFixed(1)}` : `M${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  return shape("path", { d, fill: "none", ...more });
}

export function band(upper, lower, more = {}) {
  const points = [...upper, ...[...lower].reverse()];
  if (!points.length) return shape("g");
  const d = points.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  return shape("path", { d: `${d}Z`, stroke: "none", ...more });
}

// The same band for what stands still between its points.
export function steppedBand(upper, lower, more = {}) {
  const stepped = (points) => points.flatMap(([x, y], at) => (at ? [[x, points[at - 1][1]], [x, y]] : [[x, y]]));
  return band(stepped(upper), stepped(lower), more);
}

// Round ticks from 0 to at least the top: 1, 2 or 5 times a power of ten apart.
export function ticks(top, most = 4) {
  const raw = Math.max(top, 1e-9) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw * 0.999);
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, at) => at * step);
}

export function upright(svg, values, y, left, right, written = counted) {
  for (const value of values) {
    svg.append(line(left, y(value), right, y(value), { stroke: GRID }));
    svg.append(text(left - 5, y(value) + 4, written(value), { "text-anchor": "end", fill: QUIET }));
  }
}

// Weeks as months, as many as have room.
export function weeks(svg, months, x, bottom, room) {
  const last = months.length - 1;
  const step = [4, 13, 26, 52, 104].find((one) => (last / one) * 52 <= room) ?? 104;
  for (let week = 0; week <= last; week += step) {
    const edge = week === 0 ? "start" : week + step > last && x(last) - x(week) < 20 ? "end" : "middle";
    svg.append(line(x(week), bottom, x(week), bottom + 4));
    svg.append(text(x(week), bottom + 15, months[week], { "text-anchor": edge, fill: QUIET }));
  }
}

export function marks(svg, events, x, top, bottom) {
  for (const one of (events ?? []).slice(0, 3)) {
    svg.append(line(x(one.week), top, x(one.week), bottom, { stroke: INK, "stroke-dasharray": "2 2" }));
    svg.append(shape("title", {}, one.title));
  }
}

// The fill of an outcome: its colour, with a hatch that survives a grey print.
export function filled(svg, name) {
  const look = OUTCOMES[name] ?? { colour: "#E0E0E0" };
  if (!look.hatch) return look.colour;
  let defs = svg.querySelector("defs");
  if (!defs) svg.append(defs = shape("defs"));
  const known = defs.querySelector(`[data-name=${name}]`);
  if (known) return `url(#${known.id})`;
  const id = `hatch-${drawn += 1}`;
  const pattern = shape("pattern", { id, "data-name": name, width: 5, height: 5, patternUnits: "userSpaceOnUse" });
  pattern.append(shape("rect", { width: 5, height: 5, fill: look.colour }));
  if (look.hatch === "dots") pattern.append(shape("circle", { cx: 2.5, cy: 2.5, r: 0.9, fill: look.line }));
  else pattern.append(shape("path", { d: "M0 5L5 0", stroke: look.line, "stroke-width": 0.9 }));
  defs.append(pattern);
  return `url(#${id})`;
}

export function widthOf(words, more = {}) {
  ruler.font = `${more["font-weight"] ?? "normal"} ${SMALL}px ${FAMILY}`;
  return ruler.measureText(words).width;
}

export function shortened(words, width, more = {}) {
  if (widthOf(words, more) <= width) return words;
  let kept = words.length;
  while (kept > 1 && widthOf(`${words.slice(0, kept).trimEnd()}…`, more) > width) kept -= 1;
  return `${words.slice(0, kept).trimEnd()}…`;
}

// A label in its room: in two lines where it is high enough, otherwise set closer, cut at the very last.
export function label(svg, x, y, words, width, high = 0, more = {}) {
  const parts = words.split(" ");
  const first = parts.findLastIndex((_, at) => at > 0 && widthOf(parts.slice(0, at).join(" "), more) <= width);
  const folds = widthOf(words, more) > width && first > 0 && high >= 26;
  const lines = folds ? [parts.slice(0, first).join(" "), parts.slice(first).join(" ")] : [words];
  lines.forEach((told, at) => {
    const shown = shortened(told, width / CLOSEST, more), wide = widthOf(shown, more);
    const close = wide > width ? { textLength: width, lengthAdjust: "spacingAndGlyphs" } : {};
    svg.append(text(x, y + (at - (lines.length - 1) / 2) * 13, shown, { ...more, ...close }));
  });
}

export function said(svg, words, context) {
  svg.append(text(context.width / 2, context.height / 2, words, { "text-anchor": "middle", fill: QUIET }));
}
