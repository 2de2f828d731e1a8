// Which worlds change: from which outcome to which, with the numbers of the first of them.
import { CLOSEST, canvas, filled, label, scale, shape, shortened, text, widthOf } from "../drawing.js";
import { sayMany } from "../language.js";
import { INK, QUIET } from "../look.js";

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height } = context;
  if (!data.flips.length) {
    svg.append(text(width / 2, height / 2, shortened(data.finding, width), { "text-anchor": "middle", fill: QUIET }));
    return;
  }
  const x = scale(0, data.flips[0].count, 0, Math.min(90, width * 0.2)), left = x(data.flips[0].count) + 34;
  const wayOf = (flip) => `${flip.from} → ${flip.to}`;
  // Where one name is too long beside the other, each has a line of its own.
  const folds = data.flips.some((flip) => widthOf(wayOf(flip)) * CLOSEST > width - left), each = folds ? 47 : 34;
  data.flips.slice(0, Math.max(1, Math.floor(height / each))).forEach((flip, at) => {
    const top = at * each;
    const half = Math.max(x(flip.count) / 2, 1);
    svg.append(shape("rect", { x: 0, y: top + 4, width: half, height: 16, fill: filled(svg, flip.from_name), stroke: INK, "stroke-width": 0.7 }));
    svg.append(shape("rect", { x: half, y: top + 4, width: half, height: 16, fill: filled(svg, flip.to_name), stroke: INK, "stroke-width": 0.7 }));
    svg.append(text(left - 8, top + 16, `${flip.count}`, { "text-anchor": "end", "font-weight": "bold" }));
    const lines = folds ? [flip.from, `→ ${flip.to}`] : [wayOf(flip)];
    lines.forEach((words, line) => label(svg, left, top + 12 + 13 * line, words, width - left));
    const more = flip.count > flip.numbers.length ? " …" : "";
    svg.append(text(left, top + each - 8, shortened(`${sayMany("world {numbers}", "worlds {numbers}", flip.count, { numbers: flip.numbers.join(", ") })}${more}`, width - left), { fill: QUIET }));
  });
}
