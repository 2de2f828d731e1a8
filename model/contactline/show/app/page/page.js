// The page: wires levers, charts and the address together.
import * as asking from "./asking.js";
import * as boxes from "./boxes.js";
import * as card from "./card.js";
import { element } from "./drawing.js";
import * as histories from "./histories.js";
import { gauge } from "./gauge.js";
import { inLanguage, number, say, unbroken } from "./language.js";
import * as levers from "./levers.js";
import "./minus.js";
import { phaseOf, replay, stopReplay } from "./replay.js";
import * as saving from "./saving.js";
import * as state from "./state.js";

const SPEAKS_AFTER_MS = 1200;
const at = (id) => document.getElementById(id);
let scenarios = [], panelOf = "", focused = null, speaking = 0, shown = null;

const act = {
  move: (name, value) => { stopReplay(); state.move(name, value); },
  card: (one) => card.open(at("card"), state.current().scenario, one, act),
  watch: (chart) => boxes.lead(chart),
  focus: (one) => {
    if (focused !== one && one) { focused = one; asking.readAhead(state.current(), next(state.current())); }
    focused = one;
  },
  changes: () => state.current().changes,
};

const isChanged = (one) => Object.keys(one.changes).length > 0 || one.against !== one.scenario;
const titleOf = (name) => scenarios.find((one) => one.name === name).title;

// Values next to the lever that is worked, for the server to read ahead.
function next(now) {
  if (!focused || focused.options) return [];
  const value = now.changes[focused.name] ?? focused.value;
  if (typeof value !== "number") return [];
  const round = (number) => Number(number.toPrecision(12));
  // A slider stands on a step of its own, wherever the scenario does.
  const stands = focused.low + Math.round((value - focused.low) / focused.step) * focused.step;
  const before = state.previous()?.changes[focused.name] ?? focused.value;
  const way = value < before ? -1 : 1;
  return [way, -way, 2 * way, -2 * way].map((by) => round(stands + by * focused.step))
    .filter((one) => one >= focused.low && one <= focused.high)
    .map((one) => ({ ...now.changes, [focused.name]: one }));
}

function settings(now) {
  at("scenario").value = now.scenario;
  at("against").value = now.against;
  at("question").textContent = scenarios.find((one) => one.name === now.scenario).question;
  document.querySelector(`input[name=view][value=${now.imposed ? "imposed" : "comes"}]`).checked = true;
  if (document.activeElement !== at("worlds")) at("worlds").value = now.worlds;
  if (document.activeElement !== at("seed")) at("seed").value = now.seed;
  at("undo").disabled = !state.canUndo();
  at("redo").disabled = !state.canRedo();
  at("replay").disabled = !state.previous();
  at("predict").href = inLanguage(`predict.html#scenario=${now.scenario}${now.imposed ? "&view=imposed" : ""}`);
  boxes.choice(now.charts);
  levers.show(now.changes);
  others(now);
}

// Changes that no lever here shows.
function others(now) {
  const found = Object.entries(now.changes).filter(([name, value]) => !levers.isLever(name.replace(".stances.", ".")) || typeof value === "object");
  at("other").hidden = found.length === 0;
  at("others").replaceChildren(...found.map(([name, value]) => {
    const item = element("li", `${name}: ${typeof value === "object" ? JSON.stringify(value) : value} `);
    const back = element("button", say("Put back"), { type: "button", "aria-label": say("Put back {label}", { label: name }) });
    back.addEventListener("click", () => { act.move(name, null); at("tab-levers").focus(); });
    item.append(back);
    return item;
  }));
}

async function panel(now) {
  if (panelOf === now.scenario) return;
  panelOf = now.scenario;
  const scenario = scenarios.find((one) => one.name === now.scenario);
  levers.begin(at("levers"), scenario.groups, act);
  const whole = await asking.get(`api/levers/${now.scenario}`);
  if (panelOf !== now.scenario) return;
  levers.fill(at("levers"), at("assumptions"), whole, act);
  settings(state.current());
}

function refresh(now = state.current()) {
  panel(now).catch(fail);
  claims().catch(fail);
  settings(now);
  strange(now);
  ask(now);
}

// What is going on; while the last change is replayed, also which side of it is shown.
const announce = (text) => { at("state").textContent = `${phaseOf()} ${text}`.trim(); };

function ask(now) {
  at("results").setAttribute("aria-busy", "true");
  asking.ask(now, next(now), {
    started: (worlds, most) => { announce(say("Running {worlds} of {most} worlds …", { worlds: number(worlds), most: number(most) })); },
    found: (answer, isLast) => draw(answer, now, isLast),
    failed: fail,
  });
}

function draw(answer, now, isLast) {
  if (!now.unknown.length) at("error").hidden = true;
  at("again").hidden = true;
  const changed = isChanged(now), { noise } = answer.holding;
  at("headline").replaceChildren(...answer.headline.map((text, place) => element("p", unbroken(text), place && noise ? { class: "noise" } : {})));
  gauge(at("gauge"), answer, changed);
  boxes.show(answer, changed);
  at("in-words").textContent = answer.in_words;
  at("standing").textContent = answer.standing;
  at("note").textContent = `${answer.note} ${say("People in the room may be affected by it.")}`;
  at("stamp").textContent = `${boxes.stampOf(answer)}.`;
  at("results").setAttribute("aria-busy", String(!isLast));
  if (isLast) announce(say("{worlds} worlds, seed {seed}.", { worlds: number(answer.worlds), seed: answer.seed }));
  shown = answer;
  speak(answer);
}

// Only what has settled is spoken, once.
function speak(answer) {
  clearTimeout(speaking);
  speaking = setTimeout(() => { at("spoken").textContent = answer.headline.join(" "); }, SPEAKS_AFTER_MS);
}

function fail(error) {
  at("results").setAttribute("aria-busy", "false");
  at("error").textContent = error.message;
  at("error").hidden = false;
  at("again").hidden = !(error instanceof asking.Gone);
  at("state").textContent = shown ? say("What stands here belongs to the settings before.") : say("Nothing has been run.");
}

function strange(now) {
  at("error").hidden = now.unknown.length === 0;
  at("error").textContent = now.unknown.map((name) =>
    say("No scenario is called “{name}”. Did you mean “{near}”? “{shown}” is shown in its place.", { name, near: state.nearest(name), shown: now.scenario })).join("\n");
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    at("spoken").textContent = at("state").textContent = say("Link copied.");
  } catch {
    at("state").textContent = say("Copy the address of this page: it holds every setting.");
  }
}

async function openFile(file) {
  try {
    const found = await asking.post("api/open", { text: await file.text() });
    state.go({ scenario: found.scenario, against: found.scenario, changes: found.changes, unknown: [] });
    if (found.left_out.length) fail(new Error(say("Opened, but this page cannot show: {names}.", { names: found.left_out.join(", ") })));
  } catch (error) {
    fail(error);
  }
  at("file").value = "";
}

function without(assumed) {
  const kept = Object.entries(state.current().changes).filter(([name]) => levers.isAssumption(name) !== assumed);
  state.go({ changes: Object.fromEntries(kept) });
}

function tab(name) {
  for (const one of ["levers", "assumptions"]) {
    const chosen = one === name;
    at(one).hidden = !chosen;
    at(`tab-${one}`).setAttribute("aria-selected", String(chosen));
    at(`tab-${one}`).tabIndex = chosen ? 0 : -1;
  }
}

function listenToTabs() {
  const names = ["levers", "assumptions"];
  names.forEach((name, place) => {
    at(`tab-${name}`).addEventListener("click", () => tab(name));
    at(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      const other = names[1 - place];
      tab(other);
      at(`tab-${other}`).focus();
    });
  });
}

function listenToSettings() {
  at("scenario").addEventListener("change", (event) => state.go({ scenario: event.target.value, against: event.target.value, changes: {}, unknown: [] }));
  at("against").addEventListener("change", (event) => state.go({ against: event.target.value, unknown: [] }));
  for (const view of document.querySelectorAll("input[name=view]"))
    view.addEventListener("change", () => state.go({ imposed: at("controls").elements.view.value === "imposed" }));
  for (const name of ["worlds", "seed"])
    at(name).addEventListener("change", () => { if (at(name).value !== "" && at(name).checkValidity()) state.go({ [name]: Number(at(name).value) }); else at(name).reportValidity(); });
  at("controls").addEventListener("submit", (event) => event.preventDefault());
}

// The claims behind the scenario, once they are asked for.
async function claims() {
  const { scenario } = state.current();
  if (!at("about").open || at("claims").dataset.of === scenario) return;
  at("claims").dataset.of = scenario;
  at("claims").replaceChildren(...(await asking.get(`api/claims/${scenario}`)).map((one) => element("li", card.ground(one))));
}

function listenToTools() {
  at("about").addEventListener("toggle", () => claims().catch(fail));
  at("undo").addEventListener("click", () => history.back());
  at("redo").addEventListener("click", () => history.forward());
  at("replay").addEventListener("click", () => replay(state.previous(), state.current(), { ask, show: (one) => levers.show(one.changes), announce }));
  at("reset-levers").addEventListener("click", () => without(false));
  at("reset-assumptions").addEventListener("click", () => without(true));
  at("copy").addEventListener("click", copyLink);
  at("again").addEventListener("click", () => (scenarios.length ? refresh() : location.reload()));
  at("save").addEventListener("click", () => saving.offer(`${state.current().scenario}-changed.yaml`, "application/yaml", saving.yamlOf(state.current(), titleOf(state.current().scenario))));
  at("open").addEventListener("click", () => at("file").click());
  at("file").addEventListener("change", () => at("file").files[0] && openFile(at("file").files[0]));
  at("projector").addEventListener("click", () => {
    const on = document.documentElement.classList.toggle("projector");
    at("projector").setAttribute("aria-pressed", String(on));
  });
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input[type=number]")) return;
    event.preventDefault();
    if (event.shiftKey ? state.canRedo() : state.canUndo()) history.go(event.shiftKey ? 1 : -1);
  });
}

async function start() {
  const [offered, drawn] = await Promise.all([asking.get("api/scenarios"), asking.get("api/charts")]);
  scenarios = offered;
  for (const id of ["scenario", "against"]) at(id).append(...scenarios.map((one) => element("option", one.title, { value: one.name })));
  state.begin(scenarios, drawn.charts, drawn.first);
  state.onChange((now) => { stopReplay(); refresh(now); });
  await boxes.begin(at("charts"), drawn.charts, (place, key) => {
    const charts = [...state.current().charts], other = charts.indexOf(key);
    if (other >= 0) charts[other] = charts[place];
    charts[place] = key;
    state.go({ charts });
  }, {
    world: (number) => histories.open(at("card"), state.current(), shown, number),
    lever: (name) => act.card(levers.leverOf(name)),
    isLever: levers.isLever,
  });
  listenToTabs();
  listenToSettings();
  listenToTools();
  refresh();
}

start().catch(fail);
