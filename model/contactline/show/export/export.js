// The file without a server: every point of the grid is in it, a lever only chooses which is shown.
import { body } from "./card.js";
import { element } from "./drawing.js";
import { gauge } from "./gauge.js";
import { figure, say } from "./language.js";

const DRAW = { /*CHARTS*/ };
const SPEAKS_MS = 600, ADDRESS_MS = 100, SETTLES_MS = 1500;
const $ = (id) => document.getElementById(id);

let data = null, now = null, past = [], ahead = [], speaking = 0, addressing = 0;
let boxes = [], levers = [], last = { what: "", time: 0 };

async function read() {
  const letters = Uint8Array.from(atob($("data").textContent.trim()), (one) => one.charCodeAt(0));
  const stream = new Blob([letters]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

const written = () => ({ view: "comes", at: data.levers.map((one) => one.own), charts: data.charts.slice(0, 4).map((one) => one.key) });
const key = (state) => JSON.stringify(state);

function addressOf(state) {
  const fields = new URLSearchParams();
  if (state.view !== "comes") fields.set("view", state.view);
  data.levers.forEach((one, at) => { if (state.at[at] !== one.own) fields.set(one.name, state.at[at]); });
  if (state.charts.join() !== written().charts.join()) fields.set("charts", state.charts.join());
  return `#${fields}`;
}

// The state that a link names; null where it does not fit this file.
function stateOf(hash) {
  const state = written();
  for (const [name, value] of new URLSearchParams(hash.slice(1))) {
    const at = data.levers.findIndex((one) => one.name === name), position = Number(value);
    if (name === "view" && value in data.views) state.view = value;
    else if (name === "charts" && fits(value.split(","))) state.charts = value.split(",");
    else if (at >= 0 && value !== "" && data.levers[at].positions[position] !== undefined) state.at[at] = position;
    else return null;
  }
  return state;
}

const fits = (keys) => keys.length === 4 && keys.every((one) => one in DRAW);

// Shows what the link names, and says where it does not fit.
function restore(how) {
  const state = stateOf(location.hash);
  how(state ?? written());
  $("error").hidden = state !== null;
  if (!state) $("error").textContent = say("The link does not fit this file; the scenario is shown as written.");
}

// A browser takes only so many new addresses a second: the link follows once a lever rests.
const address = () => history.replaceState(null, "", addressOf(now));

// Moves of one lever that follow each other are one step of undo.
function go(change, what = "") {
  const next = { ...now, ...change };
  if (key(next) === key(now)) return;
  const same = what !== "" && what === last.what && Date.now() - last.time < SETTLES_MS;
  if (!same) past.push(now);
  ahead = [];
  last = { what, time: Date.now() };
  show(next);
}

function step(from, to) {
  if (!from.length) return;
  to.push(now);
  last = { what: "", time: 0 };
  show(from.pop());
}

const put = (list, at, value) => list.map((one, place) => (place === at ? value : one));
const joined = ({ same, each }, point) => ({ ...same, ...each[point] });

function show(next) {
  now = next;
  $("error").hidden = true;
  clearTimeout(addressing);
  addressing = setTimeout(address, ADDRESS_MS);
  const point = now.at.reduce((sum, at, lever) => sum * data.levers[lever].positions.length + at, 0);
  const changed = now.at.some((at, lever) => at !== data.levers[lever].own);
  const view = data.views[now.view], said = joined(view.said, point);
  $("headline").replaceChildren(...said.headline.map((one) => element("p", one)));
  gauge($("gauge"), said, changed);
  boxes.forEach((one, at) => fill(one, now.charts[at], joined(view.charts[now.charts[at]], point), changed));
  $("in-words").textContent = said.in_words;
  $("standing").textContent = said.standing;
  $("note").textContent = said.note;
  controls();
  clearTimeout(speaking);
  speaking = setTimeout(() => { $("spoken").textContent = said.headline.join(" "); }, SPEAKS_MS);
}

function controls() {
  $("undo").disabled = !past.length;
  $("redo").disabled = !ahead.length;
  document.querySelectorAll("[name=view]").forEach((one) => { one.checked = one.value === now.view; });
  levers.forEach((one, at) => one.set(now.at[at]));
}

function fill(one, chosen, found, changed) {
  one.now = { chosen, found, changed };
  one.select.value = chosen;
  one.finding.textContent = found.finding;
  if (!one.rows.hidden) return one.rows.replaceChildren(tableOf(found.table));
  const { width, height } = one.size;
  if (width >= 40 && height >= 40) DRAW[chosen](one.figure, found, { width, height, changed });
}

// Sizes are read when they change and not at every move: reading them lays the page out.
function measure(one) {
  const size = parseFloat(getComputedStyle(one.figure).fontSize) / 13;
  const found = { width: one.figure.clientWidth / size, height: one.figure.clientHeight / size };
  const same = found.width === one.size.width && found.height === one.size.height;
  one.size = found;
  return !same;
}

const again = (one) => { if (one.now) fill(one, one.now.chosen, one.now.found, one.now.changed); };

const cellOf = (cell) => (cell === null ? "–" : typeof cell === "number" ? figure(cell) : cell);

function tableOf({ caption, head, rows }) {
  const table = element("table"), top = element("thead"), names = element("tr"), lines = element("tbody");
  names.append(...head.map((name) => element("th", name, { scope: "col" })));
  top.append(names);
  for (const cells of rows) {
    const line = element("tr");
    line.append(...cells.map((cell, at) => element(at ? "td" : "th", cellOf(cell), at ? {} : { scope: "row" })));
    lines.append(line);
  }
  table.append(element("caption", caption), top, lines);
  return table;
}

function box(at) {
  const root = element("section", "", { class: "chart", "aria-label": say("Chart {number}", { number: at + 1 }) });
  const select = element("select", "", { "aria-label": say("Chart {number}", { number: at + 1 }) });
  select.append(...data.charts.map((one) => element("option", one.title, { value: one.key })));
  select.addEventListener("change", () => go({ charts: put(now.charts, at, select.value) }));
  const button = element("button", say("Table"), { type: "button", "aria-pressed": "false" });
  const finding = element("p", "", { class: "finding" }), figure = element("div", "", { class: "figure" });
  const rows = element("div", "", { class: "rows", tabindex: "0", role: "region", "aria-label": say("Table of chart {number}", { number: at + 1 }), hidden: "" });
  const head = element("div", "", { class: "chart-head" }), one = { root, select, finding, figure, rows, now: null, size: { width: 0, height: 0 } };
  button.addEventListener("click", () => {
    [rows.hidden, figure.hidden] = [!rows.hidden, rows.hidden];
    button.setAttribute("aria-pressed", String(!rows.hidden));
    again(one);
  });
  head.append(select, button);
  root.append(head, finding, figure, rows);
  return one;
}

function lever(one, at) {
  const root = element("div", "", { class: "lever" }), head = element("div", "", { class: "lever-head" });
  const id = `lever-${one.name}`, about = element("button", say("Card"), { type: "button", class: "card-button", "aria-label": say("Card: {label}", { label: one.label }) });
  about.addEventListener("click", () => open(one));
  head.append(element("label", one.label, { for: id }), about);
  const range = element("input", "", { type: "range", id, min: 0, max: one.positions.length - 1, step: 1 });
  const track = element("div", "", { class: "slider" }), said = element("p", "", { class: "quiet" });
  range.addEventListener("input", () => go({ at: put(now.at, at, Number(range.value)) }, one.name));
  track.append(range);
  root.append(head, track, said);
  const set = (position) => {
    if (Number(range.value) !== position) range.value = position;
    range.setAttribute("aria-valuetext", one.positions[position]);
    said.textContent = one.positions[position];
    root.classList.toggle("moved", position !== one.own);
  };
  return { root, set };
}

function open(one) {
  const dialog = $("card"), close = element("button", say("Close"), { type: "button" });
  close.addEventListener("click", () => dialog.close());
  const title = one.card.actor ? `${one.card.actor}. ${one.label}` : one.label;
  const card = { ...one.card, watch: one.card.watch && one.card.watch.chart in DRAW ? one.card.watch : null };
  const watch = (chart) => { if (!now.charts.includes(chart)) go({ charts: put(now.charts, 3, chart) }); };
  dialog.replaceChildren(element("h2", title, { id: "card-title" }), body(card, dialog, { watch }), close);
  dialog.showModal();
}

async function copy() {
  address();
  try { await navigator.clipboard.writeText(location.href); $("spoken").textContent = say("The link is in the clipboard."); }
  catch { $("spoken").textContent = say("The link is in the address bar."); }
}

function wire() {
  $("undo").addEventListener("click", () => step(past, ahead));
  $("redo").addEventListener("click", () => step(ahead, past));
  $("reset").addEventListener("click", () => go({ at: written().at }));
  $("copy").addEventListener("click", copy);
  $("skip").addEventListener("click", (event) => { event.preventDefault(); $("controls").focus(); });
  $("controls").addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("[name=view]").forEach((one) => one.addEventListener("change", () => go({ view: one.value })));
  addEventListener("hashchange", () => restore(go));
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || $("card").open) return;
    event.preventDefault();
    if (event.shiftKey) step(ahead, past); else step(past, ahead);
  });
}

async function begin() {
  data = await read();
  $("scenario-summary").textContent = data.summary;
  $("stamp").textContent = data.stamp;
  $("command").textContent = data.command;
  boxes = data.charts.slice(0, 4).map((_, at) => box(at));
  $("charts").replaceChildren(...boxes.map((one) => one.root));
  levers = data.levers.map(lever);
  $("levers").replaceChildren(...levers.map((one) => one.root));
  wire();
  boxes.forEach(measure);
  restore(show);
  const watcher = new ResizeObserver((seen) => seen.forEach(({ target }) => {
    const one = boxes.find(({ figure }) => figure === target);
    if (measure(one)) again(one);
  }));
  boxes.forEach((one) => watcher.observe(one.figure));
  document.body.dataset.ready = "yes";
}

if ("DecompressionStream" in globalThis) begin();
else [$("error").hidden, $("error").textContent] = [false, $("headline").dataset.old];
