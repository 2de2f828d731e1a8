// The four boxes in which charts are shown: choice, finding, drawing or table, what to take away.
import { element } from "./drawing.js";
import { figure, say, unbroken } from "./language.js";
import * as saving from "./saving.js";

const modules = new Map();
let boxes = [], last = null, choose = null, reads = null;

export async function begin(place, charts, chosen, read) {
  [choose, reads] = [chosen, read];
  await Promise.all(charts.map(async ({ key }) => modules.set(key, await import(`./charts/${key}.js`))));
  boxes = [0, 1, 2, 3].map((at) => box(at, charts));
  place.replaceChildren(...boxes.map((one) => one.root));
  const watcher = new ResizeObserver(() => draw());
  boxes.forEach((one) => watcher.observe(one.figure));
}

function box(at, charts) {
  const root = element("section", "", { class: "chart", "aria-label": say("Chart {number}", { number: at + 1 }), tabindex: "-1" });
  const select = element("select", "", { "aria-label": say("What chart {number} shows", { number: at + 1 }), id: `chart-${at}` });
  select.append(...charts.map(({ key, title, question }) => element("option", title, { value: key, title: question })));
  select.addEventListener("change", () => choose(at, select.value));
  const finding = element("p", "", { class: "finding" }), figure = element("div", "", { class: "figure" });
  const rows = element("div", "", { class: "rows", tabindex: "0", role: "region", "aria-label": say("Table of chart {number}", { number: at + 1 }), hidden: "" });
  const caption = element("p", "", { class: "caption" });
  const one = { root, select, finding, figure, rows, caption, key: "" };
  const head = element("div", "", { class: "chart-head" });
  head.append(select, tableButton(one), menu(one), fullButton(one));
  root.append(head, finding, worlds(one), figure, rows, caption);
  return one;
}

function tableButton(one) {
  const button = element("button", say("Table"), { type: "button", "aria-pressed": "false" });
  button.addEventListener("click", () => {
    one.rows.hidden = !one.rows.hidden;
    one.figure.hidden = !one.rows.hidden;
    button.setAttribute("aria-pressed", String(!one.rows.hidden));
    draw();
  });
  return button;
}

function fullButton(one) {
  const button = element("button", say("Full"), { type: "button", "aria-label": say("Full screen") });
  button.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : one.root.requestFullscreen()));
  return button;
}

function menu(one) {
  const details = element("details", "", { class: "menu" });
  const list = element("div");
  const add = (label, save) => {
    const button = element("button", label, { type: "button" });
    button.addEventListener("click", async () => { details.open = false; await save(); });
    list.append(button);
  };
  const name = () => `contactline-${last.answer.scenario}-${one.key}-seed${last.answer.seed}-${last.answer.worlds}worlds`;
  const svg = () => one.figure.querySelector("svg");
  add("CSV", () => saving.offer(`${name()}.csv`, "text/csv", saving.csvOf(dataOf(one).table)));
  add("SVG", () => saving.offer(`${name()}.svg`, "image/svg+xml", saving.svgOf(svg(), stampOf(last.answer), location.hash)));
  add("PNG", async () => saving.offer(`${name()}.png`, "image/png", await saving.pngOf(svg(), stampOf(last.answer), location.hash)));
  details.append(element("summary", say("Save")), list);
  // A tap on what takes no focus leaves no focus behind either.
  document.addEventListener("pointerdown", (event) => { if (!details.contains(event.target)) details.open = false; });
  details.addEventListener("focusout", (event) => { if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false; });
  details.addEventListener("keydown", (event) => { if (event.key === "Escape" && details.open) { details.open = false; details.firstChild.focus(); event.stopPropagation(); } });
  return details;
}

// What can be read of a chart: one world twice, or the card of an unknown.
function worlds(one) {
  const row = element("div", "", { class: "worlds", hidden: "" });
  one.offer = { row, select: element("select"), button: element("button", "", { type: "button" }), known: "" };
  one.offer.button.addEventListener("click", () => (one.key === "flips" ? reads.world(Number(one.offer.select.value)) : reads.lever(one.offer.select.value)));
  row.append(one.offer.select, one.offer.button);
  return row;
}

// Of worlds that change, their numbers; of unknowns, those that are levers or assumptions here.
function offered(data) {
  if (data.flips) return data.flips.map((flip) => [`${flip.from} → ${flip.to}`, flip.numbers.map((number) => [number, say("World {number}", { number })])]);
  const inputs = unknowns(data).filter((row) => reads.isLever(row.name)).map((row) => [row.name, row.label]);
  return inputs.length ? [[say("Strongest first"), inputs]] : [];
}

const unknowns = (data) => (data.rows?.[0] && "stands_out" in data.rows[0] ? data.rows : []);

function offer(one, data) {
  const { row, select, button } = one.offer, groups = offered(data), known = JSON.stringify(groups);
  row.hidden = groups.length === 0;
  if (row.hidden || one.offer.known === known) return;
  one.offer.known = known;
  const flips = Boolean(data.flips);
  button.textContent = flips ? say("Read both histories") : say("Card");
  select.setAttribute("aria-label", flips ? say("World to read") : say("Unknown to read of"));
  select.replaceChildren(...groups.map(([label, options]) => {
    const group = element("optgroup", "", { label });
    group.append(...options.map(([value, words]) => element("option", words, { value })));
    return group;
  }));
}

export function stampOf({ version, scenario, against, digest, seed, worlds, horizon_days, imposed }) {
  const run = against === scenario ? scenario : say("{scenario} beside {other}", { scenario, other: against });
  const told = say("contactline {version}, {run}, content {content}, seed {seed}, {worlds} worlds, {days} days", {
    version, run, content: digest.slice(0, 12), seed, worlds, days: horizon_days,
  });
  return imposed ? `${told}, ${say("if there were a ceasefire")}` : told;
}

const dataOf = (one) => last?.answer.charts[one.key];

export function choice(keys) {
  boxes.forEach((one, at) => { one.key = keys[at]; one.select.value = keys[at]; });
}

export function show(answer, changed) {
  last = { answer, changed };
  draw();
}

function draw() {
  if (!last) return;
  for (const one of boxes) {
    const data = dataOf(one);
    if (!data) continue;
    one.finding.textContent = unbroken(data.finding);
    offer(one, data);
    one.caption.textContent = `${data.note} ${stampOf(last.answer)}.`;
    if (one.rows.hidden) drawIn(one, data);
    else one.rows.replaceChildren(tableOf(data.table));
  }
}

function drawIn(one, data) {
  const size = parseFloat(getComputedStyle(one.figure).fontSize) / 13;
  const [width, height] = [one.figure.clientWidth / size, one.figure.clientHeight / size];
  if (width < 40 || height < 40) return;
  modules.get(one.key).draw(one.figure, data, { width, height, changed: last.changed });
}

const written = (cell) => (cell === null ? "–" : typeof cell === "number" ? figure(cell) : cell);

function tableOf({ caption, head, rows }) {
  const table = element("table"), top = element("thead"), names = element("tr"), body = element("tbody");
  names.append(...head.map((name) => element("th", name, { scope: "col" })));
  top.append(names);
  body.append(...rows.map((row) => {
    const line = element("tr");
    line.append(...row.map((cell, at) => element(at ? "td" : "th", written(cell), at ? {} : { scope: "row" })));
    return line;
  }));
  table.append(element("caption", caption), top, body);
  return table;
}

// Leads to a chart: to its box, or into the last one.
export function lead(key) {
  const single = document.documentElement.classList.contains("projector");
  let at = single ? 0 : boxes.findIndex((one) => one.key === key);
  if (at < 0) at = 3;
  if (boxes[at].key !== key) choose(at, key);
  const { root } = boxes[at];
  root.classList.add("shown");
  root.scrollIntoView({ block: "nearest", inline: "nearest" });
  root.focus({ preventScroll: true });
  setTimeout(() => root.classList.remove("shown"), 2500);
}
