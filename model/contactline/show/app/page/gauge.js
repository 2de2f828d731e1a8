// In how many worlds a ceasefire holds, with its interval: it shrinks as worlds are added.
import { line, percent, scale, shape, text } from "./drawing.js";
import { AFTER, BEFORE, HAIRLINE, INK, NOISE, QUIET } from "./look.js";

export function gauge(box, answer, changed) {
  const { before, after, noise } = answer.holding;
  const svg = shape("svg", { viewBox: "0 0 270 42", role: "img", "font-size": 11, fill: INK, "aria-label": told(answer, changed) });
  const x = scale(0, 1, 4, 266);
  svg.append(line(x(0), 38, x(1), 38, { stroke: HAIRLINE }));
  for (const share of [0, 0.5, 1]) svg.append(line(x(share), 35, x(share), 41, { stroke: QUIET }));
  if (changed) side(svg, before, answer.worlds, x, 31, BEFORE);
  side(svg, after, answer.worlds, x, 22, changed && noise ? NOISE : AFTER);
  svg.append(text(4, 11, `${after.count} of ${answer.worlds} hold (${percent(after.low)}–${percent(after.high)} %)`, { "font-weight": "bold" }));
  if (changed) svg.append(text(266, 11, noise ? "within noise" : "beyond noise", { "text-anchor": "end", fill: noise ? QUIET : INK }));
  box.replaceChildren(svg);
}

function side(svg, found, worlds, x, at, colour) {
  svg.append(line(x(found.low), at, x(found.high), at, { stroke: colour, "stroke-width": 5, opacity: 0.6 }));
  svg.append(shape("circle", { cx: x(found.count / worlds), cy: at, r: 4, fill: colour, stroke: "#FFFFFF" }));
}

function told({ holding, worlds }, changed) {
  const said = (one) => `${one.count} of ${worlds} worlds, 95 % interval ${percent(one.low)} to ${percent(one.high)} %`;
  return `Gauge of worlds in which a ceasefire holds: ${said(holding.after)}${changed ? `; in grey ${said(holding.before)}` : ""}.`;
}
