// The luck ladder: one world, five, fifty as dots, then all of them with intervals.
import { band, filled, line, scale, shape, text } from "./drawing.js";
import { number, say, sayMany } from "./language.js";
import { INK, QUIET, RUSSIA } from "./look.js";

export const RUNGS = [1, 5, 50, 500];
const WIDE = 640, NARROW = 340, NARROW_PIXELS = 480, KEY = 20, COUNTS = 48;

export const nameOf = (worlds) => (worlds <= 50 ? sayMany("{worlds} world", "{worlds} worlds", worlds, { worlds }) : say("All, with intervals"));

export function told(rows, worlds) {
  const some = rows.filter((row) => row.after.count);
  if (worlds === 1) return say("This one world ends so: “{label}”.", { label: some[0].label });
  if (worlds <= 50) return say("Of {worlds} worlds: {endings}.", { worlds, endings: some.map((row) => say("{count} “{label}”", { count: row.after.count, label: row.label })).join(", ") });
  const most = some.reduce((one, other) => (other.after.count > one.after.count ? other : one));
  return say("Of {worlds} worlds, the most end so: “{label}”, {spread}.", { worlds, label: most.label, spread: spread(most) });
}

const spread = (row) => say("{count} worlds (95 % interval {low} to {high} %)", { count: row.after.count, low: Math.round(100 * row.after.low), high: Math.round(100 * row.after.high) });

// On a phone what stands beside dots and bars stands below and above them, in letters of one size.
export function draw(box, rows, worlds, shares, others) {
  const width = box.clientWidth && box.clientWidth < NARROW_PIXELS ? NARROW : WIDE;
  box.replaceChildren(worlds <= 50 ? asDots(rows, worlds, width) : asBars(rows, worlds, shares, others, width));
}

function asDots(rows, worlds, width) {
  const [each, across] = worlds === 50 ? [34, 10] : [60, 5], shown = rows.filter((row) => row.after.count);
  const below = Math.ceil(worlds / across) * each + 10, keys = shown.length * KEY + 6;
  const [left, top] = width === NARROW ? [0, below] : [across * each + 16, 0];
  const svg = shape("svg", { viewBox: `0 0 ${width} ${Math.max(below, top + keys)}`, role: "img", "font-size": "12", "aria-label": told(rows, worlds) });
  let at = 0;
  for (const row of rows)
    for (let one = 0; one < row.after.count; one += 1, at += 1)
      svg.append(shape("circle", { cx: (at % across) * each + each / 2, cy: Math.floor(at / across) * each + each / 2, r: each * 0.4, fill: filled(svg, row.name), stroke: INK, "stroke-width": 1.2 }));
  shown.forEach((row, place) => {
    svg.append(shape("rect", { x: left + 1, y: top + place * KEY + 6, width: 14, height: 12, fill: filled(svg, row.name), stroke: INK }));
    svg.append(text(left + 21, top + place * KEY + 16, row.label));
  });
  return svg;
}

function asBars(rows, worlds, shares, others, width) {
  const above = width === NARROW, each = above ? 50 : 34, left = above ? 4 : 232;
  const said = others.length > 1 ? say("triangle: you; strip: the class; right: worlds") : say("triangle: your prediction; line: 95 % interval; right: worlds");
  const key = above ? said.split(/; (?=[^;]*$)/) : [said];
  const svg = shape("svg", { viewBox: `0 0 ${width} ${rows.length * each + 8 + key.length * 16}`, role: "img", "font-size": "12", "aria-label": say("Bars of {worlds} worlds: {bars}.", { worlds, bars: rows.map((row) => `${row.label} ${spread(row)}`).join("; ") }) });
  const most = Math.max(...rows.flatMap((row) => [row.after.high, ...[shares, ...others].map((one) => (one[row.name] ?? 0) / 100)]));
  const x = scale(0, most, left, width - COUNTS);
  rows.forEach((row, at) => {
    const top = at * each + (above ? 18 : 4), middle = top + 10, { count, low, high } = row.after, guess = (shares[row.name] ?? 0) / 100;
    svg.append(above ? text(left, top - 4, row.label) : text(left - 8, middle + 4, row.label, { "text-anchor": "end" }));
    svg.append(shape("rect", { x: left, y: top, width: Math.max(x(count / worlds) - left, 0.01), height: 20, fill: filled(svg, row.name), stroke: INK }));
    svg.append(line(x(low), middle, x(high), middle, { stroke: "#FFFFFF", "stroke-width": 4 }), line(x(low), middle, x(high), middle, { stroke: INK, "stroke-width": 2 }));
    svg.append(text(width - 6, middle + 4, number(count), { "text-anchor": "end", "font-weight": "bold" }));
    const spread = others.map((one) => (one[row.name] ?? 0) / 100).sort((a, b) => a - b);
    if (spread.length > 1) svg.append(band([[x(spread[0]), top + 22], [x(spread.at(-1)), top + 22]], [[x(spread[0]), top + 26], [x(spread.at(-1)), top + 26]], { fill: RUSSIA, opacity: 0.35 }));
    svg.append(shape("path", { d: `M${x(guess)} ${top + 20}l-6 9h12Z`, fill: RUSSIA, stroke: "#FFFFFF" }));
  });
  key.forEach((words, at) => svg.append(text(left, rows.length * each + 18 + at * 16, words, { fill: QUIET })));
  return svg;
}
