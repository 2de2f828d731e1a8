// How long the first ceasefire holds: curves with bands, and who is still watched.
import { canvas, counted, line, percent, said, scale, steppedBand, steps, text, upright } from "../drawing.js";
import { say } from "../language.js";
import { AFTER, BEFORE, INK, QUIET } from "../look.js";

const ROWS = { at_risk: say("at risk"), cut_off: say("cut off"), broken: say("broken") };

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  const runs = changed ? [["before", BEFORE, "7 4"], ["after", AFTER, "none"]] : [["after", AFTER, "none"]];
  if (!runs.some(([side]) => data[side].n)) return said(svg, say("No world sees a ceasefire."), context);
  const kinds = height > 300 ? Object.keys(ROWS) : ["at_risk"];
  const left = Math.max(84, 24 + 6.8 * Math.max(...Object.values(ROWS).map((words) => words.length))), right = width - 46, bottom = height - 22 - kinds.length * runs.length * 13;
  const x = scale(0, data.at.at(-1), left, right), y = scale(0, 1, bottom, 8);
  upright(svg, [0, 0.25, 0.5, 0.75, 1], y, left, right, (share) => `${100 * share} %`);
  for (const [side, colour, dash] of runs) curve(svg, data, side, colour, dash, x, y, right, changed);
  data.ticks.forEach((day) => svg.append(text(x(day), bottom + 14, counted(day), { "text-anchor": "middle", fill: QUIET })));
  svg.append(text(left - 24, bottom + 14, say("day"), { "text-anchor": "end", fill: QUIET }));
  let row = bottom + 28;
  for (const kind of kinds)
    for (const [side, colour] of runs) {
      svg.append(text(left - 24, row, ROWS[kind], { "text-anchor": "end", fill: colour }));
      data.ticks.forEach((day, at) => svg.append(text(x(day), row, counted(data[side].risk[kind][at]), { "text-anchor": "middle", fill: colour })));
      row += 13;
    }
  svg.append(line(left, bottom, right, bottom, { stroke: INK }));
}

const lastOf = (run) => run.share.findLast((share) => share !== null) ?? -1;

function curve(svg, data, side, colour, dash, x, y, right, changed) {
  const run = data[side];
  const known = data.at.map((_, at) => at).filter((at) => run.share[at] !== null);
  if (!known.length) return;
  const points = (key) => known.map((at) => [x(data.at[at]), y(run[key][at])]);
  svg.append(steppedBand(points("high"), points("low"), { fill: colour, opacity: 0.18 }));
  svg.append(steps(points("share"), { stroke: colour, "stroke-width": 2.4, "stroke-dasharray": dash }));
  // Of two shares at the end the higher is written higher, so that they stand clear of one another.
  const last = lastOf(run), gap = last - lastOf(data[side === "before" ? "after" : "before"]);
  const down = !changed ? 4 : gap > 0 || (gap === 0 && side === "before") ? -2 : 10;
  svg.append(text(right + 4, y(last) + down, `${percent(last)} %`, { fill: colour, "font-weight": "bold" }));
}
