// Along the line: a schematic map of the sectors, and the same sectors as a profile with the base.
import { canvas, counted, line, path, said, scale, shape, shortened, text, widthOf } from "../drawing.js";
import { say } from "../language.js";
import { BEFORE, INK, QUIET, STEPS } from "../look.js";

const WIDEST_NAME = 96;

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const known = [...data.after, ...data.before].filter((value) => value > 0);
  if (!data.weeks_after || !known.length) return said(svg, say("No world is in a ceasefire: nothing to count."), context);
  const high = Math.max(...known), low = Math.max(Math.min(...known), high / 1000);
  const level = (value) => Math.min(0.999, Math.max(0, Math.log(Math.max(value, low) / low) / Math.log(high / low || 2)));
  const colour = (value) => STEPS[Math.floor(level(value) * STEPS.length)];
  const split = Math.min(context.width * 0.46, context.height * 1.15);
  map(svg, data, context, split, colour);
  profile(svg, data, context, split + 44, low, high, colour);
}

function map(svg, data, { height }, width, colour) {
  const [west, east, south, north] = data.window;
  const stretch = 1 / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const size = Math.min(width / (east - west), (height - 4) / ((north - south) * stretch));
  const x = (lon) => (lon - west) * size, y = (lat) => (north - lat) * size * stretch + 2;
  const wide = (east - west) * size, tall = (north - south) * size * stretch;
  const id = `land-${Math.random().toString(36).slice(2)}`;
  const clip = shape("clipPath", { id });
  clip.append(shape("rect", { x: 0, y: 2, width: wide, height: tall }));
  const group = shape("g", { "clip-path": `url(#${id})` });
  group.append(shape("rect", { x: 0, y: 2, width: wide, height: tall, fill: "#DCE6EC" }));
  for (const land of data.land)
    for (const ring of land.rings)
      group.append(shape("path", { d: `M${ring.map(([lon, lat]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join("L")}Z`, fill: "#F6F4EF", stroke: "#9C9C9C", "stroke-width": 0.8 }));
  const at = data.lon.map((lon, sector) => [x(lon), y(data.lat[sector])]);
  group.append(path(at, { stroke: INK, "stroke-width": 8 }));
  at.slice(1).forEach((to, sector) => group.append(line(...at[sector], ...to, { stroke: colour(data.after[sector]), "stroke-width": 5.5 })));
  svg.append(clip, group, shape("rect", { x: 0, y: 2, width: wide, height: tall, fill: "none", stroke: "#9C9C9C" }));
}

function profile(svg, data, { width, height, changed }, left, low, high, colour) {
  const right = width - 6, top = 18, bottom = height - 30, sectors = data.after.length;
  const x = scale(0, sectors, left, right), y = (value) => scale(Math.log(low), Math.log(high), bottom, top)(Math.log(Math.max(value, low)));
  for (let power = Math.ceil(Math.log10(low)); power <= Math.log10(high); power += 1) {
    svg.append(line(left, y(10 ** power), right, y(10 ** power), { stroke: "#E3E3E3" }));
    svg.append(text(left - 4, y(10 ** power) + 4, counted(10 ** power), { "text-anchor": "end", fill: QUIET }));
  }
  svg.append(text(left - 34, 10, shortened(say("violations a week in a sector (log scale)"), width - left + 34), { fill: QUIET }));
  data.after.forEach((value, sector) => svg.append(shape("rect", {
    x: x(sector), y: y(value), width: x(1) - x(0), height: Math.max(bottom - y(value), 0.01), fill: colour(value), stroke: INK, "stroke-width": 0.2,
  })));
  if (changed && data.weeks_before) svg.append(path(data.before.map((value, sector) => [x(sector + 0.5), y(value)]), { stroke: BEFORE, "stroke-width": 2, "stroke-dasharray": "6 3" }));
  let free = left - 30, row = 0;
  data.directions.forEach(({ name, first, after }) => {
    svg.append(line(x(first), bottom, x(first), bottom + 4, { stroke: INK }));
    const middle = (x(first) + x(after)) / 2, half = Math.min(widthOf(name), WIDEST_NAME) / 2;
    if (middle - half < free || middle + half > width) return;
    free = middle + half + 6;
    svg.append(text(middle, bottom + 14, shortened(name, 2 * half), { "text-anchor": "middle", fill: QUIET }));
  });
  const [from, to] = [say("from north-east"), say("to south-west")];
  const ends = right - left > 6.8 * (from.length + to.length);
  if (ends) svg.append(text(left, bottom + 27, from, { fill: QUIET }));
  svg.append(text(right, bottom + 27, ends ? to : say("north-east to south-west"), { "text-anchor": "end", fill: QUIET }));
}
