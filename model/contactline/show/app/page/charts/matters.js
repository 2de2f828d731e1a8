// On what the answer leans: how many hold where an unknown is low, and where it is high.
import { canvas, label, line, said, scale, shape, text } from "../drawing.js";
import { say } from "../language.js";
import { AFTER, BEFORE, GRID, INK, NOISE, QUIET } from "../look.js";

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  if (!data.rows.length) return said(svg, say("Nothing differs between these worlds."), context);
  const each = 30, rows = data.rows.slice(0, Math.max(1, Math.floor((height - 24) / each)));
  const left = Math.min(290, width * 0.56), right = width - 16, x = scale(0, 1, left, right), bottom = rows.length * each + 4;
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(line(x(share), 0, x(share), bottom, { stroke: GRID }));
    svg.append(text(x(share), bottom + 13, `${100 * share} %`, { "text-anchor": "middle", fill: QUIET }));
  }
  rows.forEach((row, at) => {
    const middle = (at + 0.5) * each, colour = row.stands_out ? AFTER : NOISE;
    label(svg, left - 8, middle + 4, row.label, left - 10, each, { "text-anchor": "end", fill: row.stands_out ? INK : QUIET });
    if (changed && row.before) svg.append(line(x(row.before.low / row.before.of), middle + 5, x(row.before.high / row.before.of), middle + 5, { stroke: BEFORE, "stroke-width": 2 }));
    const [low, high] = [row.after.low / row.after.of, row.after.high / row.after.of];
    svg.append(line(x(low), middle, x(high), middle, { stroke: colour, "stroke-width": 2 }));
    svg.append(shape("circle", { cx: x(low), cy: middle, r: 4.5, fill: "#FFFFFF", stroke: colour, "stroke-width": 2 }));
    svg.append(shape("circle", { cx: x(high), cy: middle, r: 4.5, fill: colour, stroke: colour, "stroke-width": 2 }));
  });
}
