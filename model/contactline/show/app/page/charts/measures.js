// What else changes: each measure's difference in widths of its interval, grey within noise.
import { canvas, line, said, scale, shape, shortened, text } from "../drawing.js";
import { say } from "../language.js";
import { AFTER, INK, NOISE, QUIET } from "../look.js";

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  if (!changed) return said(svg, say("Move a lever to see what else it changes."), context);
  const each = 17, rows = data.rows.slice(0, Math.max(1, Math.floor((height - 6) / each)));
  const left = Math.min(250, width * 0.46), right = width - 150;
  const most = Math.max(1, ...rows.flatMap((row) => [Math.abs(row.low), Math.abs(row.high)]).filter(Number.isFinite));
  const x = scale(-most, most, left, Math.max(right, left + 40));
  svg.append(line(x(0), 0, x(0), rows.length * each, { stroke: INK }));
  rows.forEach((row, at) => {
    const middle = at * each + 9, colour = row.noise ? NOISE : AFTER;
    svg.append(text(left - 6, middle + 4, shortened(row.label, left - 8), { "text-anchor": "end", fill: row.noise ? QUIET : INK }));
    svg.append(line(x(row.low), middle, x(row.high), middle, { stroke: colour, "stroke-width": 2 }));
    svg.append(shape("circle", { cx: x(row.weight), cy: middle, r: 3.6, fill: colour }));
    const unit = row.unit ? ` ${row.unit}` : "";
    svg.append(text(Math.max(right, left + 40) + 8, middle + 4, shortened(row.noise ? say("{difference}, noise", { difference: `${row.difference}${unit}` }) : `${row.difference}${unit}`, 142), { fill: row.noise ? QUIET : INK, "font-weight": row.noise ? "normal" : "bold" }));
  });
}
