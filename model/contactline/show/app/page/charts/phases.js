// War, talks, ceasefire: worlds in each state by week; the other run as dashed edges.
import { band, canvas, marks, path, scale, text, upright, weeks } from "../drawing.js";
import { INK, PHASES } from "../look.js";

const ORDER = ["ceasefire", "talks", "war"];

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  const left = 44, right = width - 8, top = 6, bottom = height - 22, last = data.months.length - 1;
  const x = scale(0, last, left, right), y = scale(0, data.worlds, bottom, top);
  const edges = (side) => stacked(data[side]);
  const after = edges("after");
  ORDER.forEach((name, at) => {
    const points = (edge) => edge.map((count, week) => [x(week), y(count)]);
    svg.append(band(points(after[at + 1]), points(after[at]), { fill: PHASES[name] }));
  });
  upright(svg, [0, 0.25, 0.5, 0.75, 1].map((share) => share * data.worlds), y, left, left, (count) => `${Math.round(count)}`);
  if (changed)
    for (const edge of edges("before").slice(1, 3)) {
      const points = edge.map((count, week) => [x(week), y(count)]);
      svg.append(path(points, { stroke: "#FFFFFF", "stroke-width": 3.6 }), path(points, { stroke: "#555555", "stroke-width": 1.8, "stroke-dasharray": "6 4" }));
    }
  ORDER.forEach((name, at) => label(svg, data.labels[name], after[at], after[at + 1], x, y, name));
  weeks(svg, data.months, x, bottom, right - left);
  marks(svg, data.events, x, top, bottom);
}

function stacked(side) {
  const rows = [side.ceasefire.map(() => 0)];
  for (const name of ORDER) rows.push(rows.at(-1).map((count, week) => count + side[name][week]));
  return rows;
}

// Where the area is highest, if it has room for words.
function label(svg, words, low, high, x, y, name) {
  const from = Math.floor(low.length * 0.22), to = Math.ceil(low.length * 0.78);
  let best = from;
  for (let week = from; week < to; week += 1) if (high[week] - low[week] > high[best] - low[best]) best = week;
  if (y(low[best]) - y(high[best]) < 15) return;
  svg.append(text(x(best), (y(low[best]) + y(high[best])) / 2 + 4, words, { "text-anchor": "middle", fill: name === "ceasefire" ? "#FFFFFF" : INK, stroke: PHASES[name], "stroke-width": 3, "paint-order": "stroke" }));
}
