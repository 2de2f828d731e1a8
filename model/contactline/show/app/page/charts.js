// Draws what the server answers: a table with bars, a curve with bands, a list of flips.

const AT_MOST_ROWS = 8;
const FRAME = { left: 52, right: 500, top: 14, bottom: 250 };

export function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const percent = (share) =>
  share > 0 && share < 0.01 ? "under 1" : share > 0.99 && share < 1 ? "over 99" : `${Math.round(100 * share)}`;
const capped = (text) => text.replace(/^./, (first) => first.toUpperCase());

function bar(side, kind, worlds) {
  const cell = element("td");
  const track = element("div", "", { class: "track", "aria-hidden": "true" });
  const filled = element("div", "", { class: `bar ${kind}` });
  filled.style.width = `${(100 * side.count) / worlds}%`;
  const reach = element("div", "", { class: "reach" });
  reach.style.left = `${100 * side.low}%`;
  reach.style.width = `${100 * (side.high - side.low)}%`;
  track.append(filled, reach);
  const range = `(${percent(side.low)} to ${percent(side.high)} %)`;
  cell.append(track, `${side.count} of ${worlds} ${range}`);
  return cell;
}

export function drawOutcomes(table, answer, changed) {
  table.caption.textContent =
    `${answer.worlds} worlds, seed ${answer.seed}; in brackets and as lines, 95 % intervals that hold for all outcomes together; the first line counts all ceasefires that hold as one, with an interval of its own.`;
  const holding = { ...answer.holding, name: "holding", definition: "" };
  table.tBodies[0].replaceChildren(...[holding, ...answer.outcomes].map((outcome) => {
    const row = element("tr", "", { class: outcome.name });
    row.append(element("th", outcome.label, { scope: "row", title: outcome.definition }));
    row.append(bar(outcome.before, "before", answer.worlds));
    row.append(changed ? bar(outcome.after, "after", answer.worlds) : element("td", "no lever moved"));
    return row;
  }));
}

export function drawFlips(line, list, answer, changed) {
  line.textContent = changed
    ? `${answer.flipped} of the same ${answer.worlds} worlds end otherwise than in the scenario as written.`
    : "Move a lever: the same worlds are run again and compared one by one.";
  const shown = answer.flips.slice(0, AT_MOST_ROWS);
  list.replaceChildren(...shown.map((flip) =>
    element("li", `${flip.worlds} ${flip.worlds === 1 ? "world" : "worlds"}: from “${flip.from}” to “${flip.to}”`)));
}

function shape(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function scales(days) {
  const last = days.at(-1) || 1;
  const { left, right, top, bottom } = FRAME;
  return {
    x: (day) => left + ((right - left) * day) / last,
    y: (share) => bottom - (bottom - top) * share,
  };
}

function axes(days, { x, y }) {
  const parts = [];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    parts.push(shape("line", { class: "axis", x1: FRAME.left, x2: FRAME.right, y1: y(share), y2: y(share) }));
    parts.push(shape("text", { x: FRAME.left - 8, y: y(share) + 4, "text-anchor": "end" }, `${percent(share)} %`));
  }
  const step = days.at(-1) > 400 ? 182 : days.at(-1) > 100 ? 56 : 14;
  for (let day = 0; day <= days.at(-1); day += step)
    parts.push(shape("text", { x: x(day), y: FRAME.bottom + 20, "text-anchor": "middle" }, `${day}`));
  parts.push(shape("text", { x: (FRAME.left + FRAME.right) / 2, y: FRAME.bottom + 42, "text-anchor": "middle" }, "Days since the first ceasefire began"));
  return parts;
}

function curve(days, side, kind, label, { x, y }, shift) {
  const known = days.map((_, at) => at).filter((at) => side.share[at] !== null);
  if (!known.length) return [];
  const steps = (values) => known.map((at, place) =>
    `${place ? `H${x(days[at])} V` : `M${x(days[at])} `}${y(values[at])}`).join(" ");
  const back = [...known].reverse().map((at) => `L${x(days[at])} ${y(side.low[at])}`).join(" ");
  const end = known.at(-1);
  return [
    shape("path", { class: `band ${kind}`, d: `${steps(side.high)} ${back} Z` }),
    shape("path", { class: kind, d: steps(side.share) }),
    shape("text", { x: FRAME.right + 8, y: y(side.share[end]) + 4 + shift }, `${label}: ${percent(side.share[end])} %`),
  ];
}

export function drawSurvival(svg, answer, changed) {
  const { at, before, after } = answer.survival;
  const scale = scales(at);
  const parts = [...axes(at, scale)];
  const last = (side) => side.share.filter((share) => share !== null).at(-1) ?? 0;
  const gap = scale.y(last(before)) - scale.y(last(after));
  const shift = changed && Math.abs(gap) < 16 ? 9 : 0;
  parts.push(...curve(at, before, "before", "As written", scale, gap >= 0 ? shift : -shift));
  if (changed) parts.push(...curve(at, after, "after", "Your levers", scale, gap >= 0 ? -shift : shift));
  svg.querySelector("g").replaceChildren(...parts);
  svg.querySelector("title").textContent = survivalText(answer, changed);
}

function survivalText(answer, changed) {
  const said = (side, who) => {
    const known = side.share.map((share, at) => [share, answer.survival.at[at]]).filter(([share]) => share !== null);
    if (!side.n || !known.length) return `${who}: no world has a ceasefire`;
    const [share, day] = known.at(-1);
    return `${who}, ${percent(share)} % of ${side.n} first ceasefires still hold after ${day} days`;
  };
  const parts = [said(answer.survival.before, "in the scenario as written")];
  if (changed) parts.push(said(answer.survival.after, "with your levers"));
  return `${capped(parts.join("; "))}.`;
}

export function tabulateSurvival(table, basis, answer, changed) {
  const { at, before, after } = answer.survival;
  basis.textContent =
    `Of the worlds with a ceasefire: ${before.n} as written${changed ? `, ${after.n} with your levers` : ""}. ` +
    "A ceasefire unbroken at the horizon is counted up to there. Bands: 95 % intervals.";
  const cell = (side, place) => side.share[place] === null ? "no ceasefire is watched this long"
    : `${percent(side.share[place])} % (${percent(side.low[place])} to ${percent(side.high[place])} %), at risk ${side.at_risk[place]}`;
  const rows = at.map((day, place) => [day, place]).filter(([day]) => day % 84 === 0);
  table.tBodies[0].replaceChildren(...rows.map(([day, place]) => {
    const row = element("tr");
    row.append(element("th", `${day}`, { scope: "row" }), element("td", cell(before, place)));
    row.append(element("td", changed ? cell(after, place) : "–"));
    return row;
  }));
}
