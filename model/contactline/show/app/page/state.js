// What the page shows, kept in the address behind #: Back undoes, and a link restores it all.
const SETTLES_MS = 1500;
const WORLDS = 1000;

let scenarios = [], first = [], every = [];
let now = null, at = 0, top = 0, before = null;
let last = { what: "", time: 0 };
const listeners = [];

export const current = () => now;
export const previous = () => before;
export const canUndo = () => at > 0;
export const canRedo = () => at < top;
export const onChange = (listener) => listeners.push(listener);

export function begin(offered, charts, shownFirst) {
  [scenarios, every, first] = [offered, charts.map((one) => one.key), shownFirst];
  now = read();
  at = history.state?.at ?? 0;
  top = Math.max(at, Number(sessionStorage.getItem("top") ?? 0));
  history.replaceState({ at }, "", location.hash || "#");
  addEventListener("popstate", returned);
  return now;
}

function returned() {
  if (history.state?.at === undefined) {
    at += 1;
    keep();
    history.replaceState({ at }, "", location.hash);
  } else at = history.state.at;
  before = now;
  now = read();
  last = { what: "", time: 0 };
  tell();
}

function keep() {
  top = at;
  sessionStorage.setItem("top", String(top));
}

const tell = () => listeners.forEach((listener) => listener(now));

// Moves of one lever that follow each other are one entry of history.
export function go(change, what = "") {
  const next = { ...now, ...change };
  const address = addressOf(next);
  if (address === addressOf(now)) return;
  const same = what !== "" && what === last.what && Date.now() - last.time < SETTLES_MS && at > 0;
  if (same) history.replaceState({ at }, "", address);
  else {
    before = now;
    at += 1;
    keep();
    history.pushState({ at }, "", address);
  }
  last = { what, time: Date.now() };
  now = next;
  tell();
}

export function move(name, value) {
  const changes = { ...now.changes };
  if (value === null || value === undefined) delete changes[name];
  else changes[name] = value;
  go({ changes }, name);
}

function read() {
  const fields = new URLSearchParams(location.hash.slice(1));
  const take = (key) => { const value = fields.get(key); fields.delete(key); return value; };
  const asked = take("scenario"), other = take("against");
  const scenario = find(asked) ?? scenarios[0];
  const charts = (take("charts") ?? "").split(",").filter((key) => every.includes(key));
  return {
    scenario: scenario.name,
    against: (find(other) ?? scenario).name,
    unknown: [asked, other].filter((name) => name !== null && !find(name)),
    imposed: take("view") === "imposed",
    worlds: within(take("worlds"), 1, WORLDS, WORLDS),
    seed: within(take("seed"), -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1),
    charts: [...new Set([...charts, ...first])].slice(0, 4),
    changes: Object.fromEntries([...fields].filter(([key]) => key).map(([key, value]) => [key, plain(value)])),
  };
}

const find = (name) => scenarios.find((one) => one.name === name);

function within(text, low, high, otherwise) {
  const number = Number(text);
  return text !== null && Number.isInteger(number) && number >= low && number <= high ? number : otherwise;
}

function plain(text) {
  if (text === "true" || text === "false") return text === "true";
  if (text.startsWith("{")) try { return JSON.parse(text); } catch { return text; }
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

export function addressOf(state) {
  const fields = new URLSearchParams({ scenario: state.scenario });
  if (state.against !== state.scenario) fields.set("against", state.against);
  if (state.imposed) fields.set("view", "imposed");
  if (state.worlds !== WORLDS) fields.set("worlds", state.worlds);
  if (state.seed !== 1) fields.set("seed", state.seed);
  if (state.charts.join() !== first.join()) fields.set("charts", state.charts.join());
  for (const [key, value] of Object.entries(state.changes)) fields.set(key, written(value));
  return `#${fields}`;
}

const written = (value) => (value !== null && typeof value === "object" ? JSON.stringify(value) : String(value));

// The bundled name that is nearest to one that is not there, by single letters changed.
export function nearest(name) {
  const known = scenarios.map((one) => [distance(name.toLowerCase(), one.name), one.name]);
  known.sort((one, other) => one[0] - other[0]);
  return known[0][1];
}

function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row.at(-1);
}
