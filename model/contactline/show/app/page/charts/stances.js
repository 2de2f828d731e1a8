// Who stands where on each issue, from 0 to 100, and where the draft is; the other run in grey.
import { canvas, label, line, scale, shape, text } from "../drawing.js";
import { say } from "../language.js";
import { AFTER, BEFORE, DRAFT, INK, QUIET, RUSSIA } from "../look.js";

const LOOKS = { ukraine: [AFTER, "circle"], russia: [RUSSIA, "diamond"], us: [INK, "square"] };

export function draw(box, data, context) {
  const svg = canvas(box, data, context);
  const { width, height, changed } = context;
  const left = 88, right = width - 14, each = (height - 18) / data.issues.length;
  const x = scale(0, 100, left, right);
  key(svg, left, height - 4);
  data.issues.forEach((issue, at) => {
    const middle = at * each + each * 0.42;
    label(svg, left - 10, middle + 4, issue.label, left - 12, each, { "text-anchor": "end", "font-weight": "bold" });
    svg.append(line(x(0), middle, x(100), middle));
    svg.append(text(x(0), middle + each * 0.42 + 3, issue.ends[0], { fill: QUIET }), text(x(100), middle + each * 0.42 + 3, issue.ends[1], { fill: QUIET, "text-anchor": "end" }));
    if (changed) draft(svg, issue.draft_before, x, middle - 5, BEFORE);
    draft(svg, issue.draft_after, x, middle + (changed ? 5 : 0), DRAFT);
    for (const actor of issue.actors) one(svg, actor, x, middle, changed);
  });
}

function draft(svg, found, x, at, colour) {
  if (!found) return;
  svg.append(line(x(found[0]), at, x(found[2]), at, { stroke: colour, "stroke-width": 5, opacity: 0.55 }));
  svg.append(line(x(found[1]), at - 6, x(found[1]), at + 6, { stroke: colour, "stroke-width": 2.4 }));
}

function one(svg, actor, x, at, changed) {
  const [colour, kind] = LOOKS[actor.key] ?? ["#8C8C8C", "tick"];
  if (changed && kind !== "tick" && actor.before !== null && actor.before !== actor.after) {
    mark(svg, kind, x(actor.before), at, BEFORE, "none", actor.name);
    svg.append(line(x(actor.before), at, x(actor.after), at, { stroke: BEFORE, "stroke-dasharray": "2 2" }));
  }
  mark(svg, kind, x(actor.after), at, colour, kind === "tick" ? "none" : colour, actor.name);
}

function mark(svg, kind, cx, cy, stroke, fill, name) {
  const more = { stroke, fill, "stroke-width": 1.4 };
  const made = kind === "circle" ? shape("circle", { cx, cy, r: 5, ...more })
    : kind === "square" ? shape("rect", { x: cx - 4.2, y: cy - 4.2, width: 8.4, height: 8.4, ...more })
    : kind === "diamond" ? shape("path", { d: `M${cx} ${cy - 6}L${cx + 6} ${cy}L${cx} ${cy + 6}L${cx - 6} ${cy}Z`, ...more })
    : shape("path", { d: `M${cx} ${cy - 5}V${cy + 5}`, ...more });
  made.append(shape("title", {}, name));
  svg.append(made);
}

function key(svg, left, at) {
  const entries = [["circle", AFTER, say("Ukraine")], ["diamond", RUSSIA, say("Russia")], ["square", INK, say("United States")], ["tick", "#8C8C8C", say("others")]];
  let x = left;
  for (const [kind, colour, words] of entries) {
    mark(svg, kind, x, at - 4, colour, kind === "tick" ? "none" : colour, words);
    svg.append(text(x + 9, at, words, { fill: QUIET }));
    x += 24 + words.length * 6.4;
  }
  svg.append(line(x - 4, at - 4, x + 10, at - 4, { stroke: DRAFT, "stroke-width": 5 }), text(x + 14, at, say("draft"), { fill: QUIET }));
}
