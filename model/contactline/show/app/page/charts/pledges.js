// Who pledges when: worlds with a first pledge by week, and which capital it was.
import { band, canvas, counted, label, marks, path, scale, shape, text, upright, weeks } from "../drawing.js";
import { say } from "../language.js";
import { AFTER, BEFORE, INK, QUIET } from "../look.js";

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  const split = width * 0.56, left = 40, right = split - 14, top = 8, bottom = height - 22;
  const runs = changed ? [["before", BEFORE, "7 4"], ["after", AFTER, "none"]] : [["after", AFTER, "none"]];
  const x = scale(0, data.months.length - 1, left, right), y = scale(0, 1, bottom, top);
  upright(svg, [0, 0.25, 0.5, 0.75, 1], y, left, right, (share) => counted(Math.round(share * data.worlds)));
  for (const [side, colour, dash] of runs) {
    const points = (values) => values.map((value, week) => [x(week), y(value)]);
    svg.append(band(points(data[side].high), points(data[side].low), { fill: colour, opacity: 0.18 }));
    svg.append(path(points(data[side].count.map((count) => count / data.worlds)), { stroke: colour, "stroke-width": 2.2, "stroke-dasharray": dash }));
  }
  weeks(svg, data.months, x, bottom, right - left);
  marks(svg, data.events, x, top, bottom);
  first(svg, data, context, split);
}

function first(svg, data, { width, height, changed }, from) {
  const middle = from + Math.min(120, (width - from) * 0.5), right = width - 34;
  const x = scale(0, Math.max(1, ...data.leaders.flatMap((one) => [one.before, one.after])), middle, right);
  svg.append(text(from, 11, data.leaders.length ? say("pledges first (worlds)") : say("nobody pledges"), { fill: QUIET, "font-style": "italic" }));
  data.leaders.slice(0, Math.floor((height - 20) / 17)).forEach((one, at) => {
    const top = 17 + at * 17;
    label(svg, from, top + 10, one.name, middle - from - 4);
    svg.append(shape("rect", { x: middle, y: top + 1.5, width: Math.max(x(one.after) - middle, 0.01), height: 11, fill: AFTER, stroke: INK, "stroke-width": 0.6 }));
    if (changed) svg.append(shape("rect", { x: x(one.before) - 1.5, y: top, width: 3, height: 14, fill: BEFORE, stroke: "#FFFFFF", "stroke-width": 0.5 }));
    svg.append(text(right + 4, top + 11, counted(one.after)));
  });
}
