// War, talks, ceasefire: worlds in each state by week; the other run as dashed edges.
import { band, canvas, marks, path, scale, text, upright, weeks, widthOf } from "../drawing.js";
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
  ORDER.forEach((name, at) => label(svg, data.labels[name], after[at], after[at + 1], x, y, name, data.events ?? []));
  weeks(svg, data.months, x, bottom, right - left);
  marks(svg, data.events, x, top, bottom);
}

function stacked(side) {
  const rows = [side.ceasefire.map(() => 0)];
  for (const name of ORDER) rows.push(rows.at(-1).map((count, week) => count + side[name][week]));
  return rows;
}

// Where the area is highest all along the words, and no event is marked; nowhere if it is too low.
function label(svg, words, low, high, x, y, name, events) {
  const half = widthOf(words) / 2 + 5, reach = Math.ceil(half / (x(1) - x(0))), last = low.length - 1;
  let place = null, most = 15;
  for (let week = reach; week <= last - reach; week += 1) {
    if (events.some((one) => Math.abs(x(one.week) - x(week)) < half)) continue;
    const floor = y(Math.max(...low.slice(week - reach, week + reach + 1))), ceiling = y(Math.min(...high.slice(week - reach, week + reach + 1)));
    if (floor - ceiling > most) [most, place] = [floor - ceiling, { at: week, middle: (floor + ceiling) / 2 }];
  }
  if (!place) return;
  svg.append(text(x(place.at), place.middle + 4, words, { "text-anchor": "middle", fill: name === "ceasefire" ? "#FFFFFF" : INK, stroke: PHASES[name], "stroke-width": 3, "paint-order": "stroke" }));
}
