// Foreign soldiers: a fan over the weeks; beside it who sends them, and which kind of force.
import { CLOSEST, band, canvas, counted, label, marks, path, scale, shape, shortened, text, ticks, upright, weeks, widthOf } from "../drawing.js";
import { say } from "../language.js";
import { AFTER, BEFORE, INK, QUIET } from "../look.js";

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const split = context.width * 0.54;
  fan(svg, data, context, split - 12);
  lists(svg, data, context, split);
}

function fan(svg, data, { height, changed }, right) {
  const left = 52, top = 8, bottom = height - 22;
  const runs = changed ? [["before", BEFORE, "7 4"], ["after", AFTER, "none"]] : [["after", AFTER, "none"]];
  const highest = Math.max(1, ...runs.flatMap(([side]) => data[side].bands[4].map((value) => value ?? 0)));
  const x = scale(0, data.months.length - 1, left, right), y = scale(0, highest * 1.05, bottom, top);
  upright(svg, ticks(highest), y, left, right);
  const points = (values) => values.map((value, week) => [value, week]).filter(([value]) => value !== null).map(([value, week]) => [x(week), y(value)]);
  const [low, lower, median, upper, high] = data.after.bands;
  svg.append(band(points(high), points(low), { fill: AFTER, opacity: 0.2 }), band(points(upper), points(lower), { fill: AFTER, opacity: 0.35 }));
  if (changed) svg.append(path(points(data.before.bands[4]), { stroke: BEFORE, "stroke-width": 1, "stroke-dasharray": "2 2" }));
  for (const [side, colour, dash] of runs)
    svg.append(path(points(data[side].bands[2]), { stroke: colour, "stroke-width": 2.2, "stroke-dasharray": dash }));
  weeks(svg, data.months, x, bottom, right - left);
  marks(svg, data.events, x, top, bottom);
  const halo = { stroke: "#FFFFFF", "stroke-width": 4, "paint-order": "stroke" };
  const words = say("where there are any"), crossed = (data.events ?? []).map((one) => x(one.week)).filter((at) => at < left + 10 + widthOf(words));
  if (right - left > 120) svg.append(text(Math.max(left, ...crossed) + 6, top + 8, words, { fill: QUIET, "font-style": "italic", ...halo }));
}

// Bars of worlds; the tick in grey is the other run.
function lists(svg, data, { width, height, changed }, from) {
  const postures = data.postures.filter((one) => one.before || one.after);
  const room = Math.max(1, Math.floor((height - 34) / 15) - postures.length);
  const senders = data.senders.slice(0, room);
  const widest = Math.max(...[...senders, ...postures].map((one) => widthOf(one.short ?? one.name)));
  const middle = from + Math.min(Math.max(Math.min(120, (width - from) * 0.5), widest * CLOSEST + 6), (width - from) * 0.62), right = width - 34;
  const x = scale(0, data.worlds, middle, right);
  let top = 11;
  const head = (words) => { svg.append(text(from, top, shortened(words, width - from), { fill: QUIET, "font-style": "italic" })); top += 5; };
  const rows = (found, colour) => {
    for (const one of found) {
      label(svg, from, top + 10, one.short ?? one.name, middle - from - 4);
      svg.append(shape("rect", { x: middle, y: top + 1.5, width: Math.max(x(one.after) - middle, 0.01), height: 10, fill: colour, stroke: INK, "stroke-width": 0.6 }));
      if (changed) svg.append(shape("rect", { x: x(one.before) - 1.5, y: top, width: 3, height: 13, fill: BEFORE, stroke: "#FFFFFF", "stroke-width": 0.5 }));
      svg.append(text(right + 4, top + 11, counted(one.after)));
      top += 15;
    }
  };
  head(senders.length ? say("who sends soldiers (worlds)") : say("nobody sends soldiers"));
  rows(senders, AFTER);
  top += 13;
  head(say("force there at the end (worlds)"));
  rows(postures, "#6699CC");
}
