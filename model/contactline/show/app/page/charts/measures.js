// What else changes: what does beyond noise, its difference in widths of its interval. The table has the rest.
import { canvas, label, line, said, scale, shape, shortened, text } from "../drawing.js";
import { say } from "../language.js";
import { AFTER, INK, QUIET } from "../look.js";

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  if (!changed) return said(svg, say("Move a lever to see what else it changes."), context);
  const each = 17, told = data.rows.filter((row) => !row.noise);
  const rows = told.slice(0, Math.max(0, Math.floor((height - 6) / each) - 1)), more = data.rows.slice(rows.length);
  const folded = say("{count} more stand in the table; within noise: {noise}.", { count: more.length, noise: more.filter((row) => row.noise).length });
  if (!rows.length) return said(svg, folded, context);
  const left = Math.min(250, width * 0.46), right = width - 166;
  const most = Math.max(1, ...rows.flatMap((row) => [Math.abs(row.low), Math.abs(row.high)]).filter(Number.isFinite));
  const x = scale(-most, most, left, Math.max(right, left + 40));
  svg.append(line(x(0), 0, x(0), rows.length * each, { stroke: INK }));
  rows.forEach((row, at) => {
    const middle = at * each + 9;
    label(svg, left - 6, middle + 4, row.label, left - 8, each, { "text-anchor": "end", fill: INK });
    svg.append(line(x(row.low), middle, x(row.high), middle, { stroke: AFTER, "stroke-width": 2 }));
    svg.append(shape("circle", { cx: x(row.weight), cy: middle, r: 3.6, fill: AFTER }));
    const unit = row.unit ? ` ${row.unit}` : "";
    label(svg, Math.max(right, left + 40) + 8, middle + 4, `${row.difference}${unit}`, 158, each, { fill: INK, "font-weight": "bold" });
  });
  if (more.length) svg.append(text(4, rows.length * each + 13, shortened(folded, width - 8), { fill: QUIET }));
}
