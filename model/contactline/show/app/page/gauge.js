// In how many worlds a ceasefire holds, with its interval: it shrinks as worlds are added.
import { line, percent, scale, shape, text } from "./drawing.js";
import { say } from "./language.js";
import { AFTER, BEFORE, HAIRLINE, INK, NOISE, QUIET } from "./look.js";

export function gauge(box, answer, changed) {
  const { before, after, noise } = answer.holding;
  const svg = shape("svg", { viewBox: "0 0 270 42", role: "img", "font-size": 11, fill: INK, "aria-label": told(answer, changed) });
  const x = scale(0, 1, 4, 266);
  svg.append(line(x(0), 38, x(1), 38, { stroke: HAIRLINE }));
  for (const share of [0, 0.5, 1]) svg.append(line(x(share), 35, x(share), 41, { stroke: QUIET }));
  if (changed) side(svg, before, answer.worlds, x, 31, BEFORE);
  side(svg, after, answer.worlds, x, 22, changed && noise ? NOISE : AFTER);
  svg.append(text(4, 11, say("{count} of {worlds} hold ({low}–{high} %)", asText(after, answer.worlds)), { "font-weight": "bold" }));
  if (changed) svg.append(text(266, 11, noise ? say("within noise") : say("beyond noise"), { "text-anchor": "end", fill: noise ? QUIET : INK }));
  box.replaceChildren(svg);
}

function side(svg, found, worlds, x, at, colour) {
  svg.append(line(x(found.low), at, x(found.high), at, { stroke: colour, "stroke-width": 5, opacity: 0.6 }));
  svg.append(shape("circle", { cx: x(found.count / worlds), cy: at, r: 4, fill: colour, stroke: "#FFFFFF" }));
}

const asText = (one, worlds) => ({ count: one.count, worlds, low: percent(one.low), high: percent(one.high) });

function told({ holding, worlds }, changed) {
  const said = (one) => say("{count} of {worlds} worlds, 95 % interval {low} to {high} %", asText(one, worlds));
  const values = { after: said(holding.after), before: said(holding.before) };
  return changed
    ? say("Gauge of worlds in which a ceasefire holds: {after}; in grey {before}.", values)
    : say("Gauge of worlds in which a ceasefire holds: {after}.", values);
}
