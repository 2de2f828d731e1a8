// How the worlds end: a bar each with its interval, the other run in grey, and 50 dots.
import { canvas, filled, label, line, scale, shape, text } from "../drawing.js";
import { BEFORE, INK, NOISE } from "../look.js";

const DOTS = 26;

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  const left = Math.min(238, width * 0.53), right = width - 62, rows = data.rows;
  const each = (height - DOTS - 6) / rows.length;
  const most = Math.max(...rows.flatMap((row) => [row.before, row.after].map((side) => side.high)));
  const x = scale(0, Math.max(most, 0.05), left, right);
  rows.forEach((row, at) => {
    const top = at * each + 1, high = Math.min(each - 3, 26);
    label(svg, left - 6, top + high / 2 + 4, row.label, left - 8, each, { "text-anchor": "end" });
    if (changed) bar(svg, row.before, x, top, high * 0.36, BEFORE, data.worlds, "#555555");
    const down = changed ? top + high * 0.4 : top + high * 0.1, tall = changed ? high * 0.6 : high * 0.8;
    bar(svg, row.after, x, down, tall, filled(svg, row.name), data.worlds, INK);
    svg.append(text(right + 6, top + high / 2 + 4, told(row, changed), {
      fill: row.noise && changed ? NOISE : INK, "font-weight": row.noise ? "normal" : "bold",
    }));
  });
  if (changed) dots(svg, rows, "before", height - DOTS, width);
  dots(svg, rows, "after", height - (changed ? DOTS / 2 : DOTS * 0.75), width);
}

function told(row, changed) {
  const by = row.after.count - row.before.count;
  return changed ? `${row.after.count} (${by > 0 ? "+" : by < 0 ? "−" : "±"}${Math.abs(by)})` : `${row.after.count}`;
}

function bar(svg, side, x, top, high, fill, worlds, ink) {
  const share = side.count / worlds;
  svg.append(shape("rect", { x: x(0), y: top, width: Math.max(x(share) - x(0), 0.01), height: high, fill, stroke: ink, "stroke-width": 0.8 }));
  const middle = top + high / 2;
  svg.append(line(x(side.low), middle, x(side.high), middle, { stroke: "#FFFFFF", "stroke-width": 3.4 }));
  svg.append(line(x(side.low), middle, x(side.high), middle, { stroke: ink, "stroke-width": 1.6 }));
}

// One dot in 50 worlds, best to worst; the other run without colour.
function dots(svg, rows, side, top, width) {
  const each = width / 50;
  let at = 0;
  for (const row of rows)
    for (let dot = 0; dot < row[side].dots; dot += 1, at += 1)
      svg.append(shape("circle", {
        cx: (at + 0.5) * each, cy: top + 6.5, r: Math.min(each * 0.42, 5.2), stroke: side === "before" ? BEFORE : INK, "stroke-width": 0.8,
        fill: side === "before" ? (row.holds ? BEFORE : "#FFFFFF") : filled(svg, row.name),
      }));
}
