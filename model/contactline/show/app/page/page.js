// The page: its state lives in the address behind #, so Back undoes and a link shares it.
import { drawFlips, drawOutcomes, drawSurvival, element, tabulateSurvival } from "./charts.js";
import { lever } from "./levers.js";

const at = (id) => document.getElementById(id);
let scenarios = [];
let asking = null;

function readAddress() {
  const fields = new URLSearchParams(location.hash.slice(1));
  const take = (key) => { const value = fields.get(key); fields.delete(key); return value; };
  const name = take("scenario");
  return {
    scenario: scenarios.find((one) => one.name === name) ?? scenarios[0],
    imposed: take("view") === "imposed",
    worlds: Number(take("worlds") ?? 100),
    seed: Number(take("seed") ?? 1),
    changes: Object.fromEntries([...fields].map(([key, value]) => [key, plain(value)])),
  };
}

const plain = (text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text);

function addressOf(state) {
  const fields = new URLSearchParams({ scenario: state.scenario.name });
  if (state.imposed) fields.set("view", "imposed");
  if (state.worlds !== 100) fields.set("worlds", state.worlds);
  if (state.seed !== 1) fields.set("seed", state.seed);
  for (const [key, value] of Object.entries(state.changes)) fields.set(key, value);
  return `#${fields}`;
}

function go(change) {
  const address = addressOf({ ...readAddress(), ...change });
  if (address !== location.hash) location.hash = address;
}

function move(name, value) {
  const changes = { ...readAddress().changes };
  if (value === null) delete changes[name];
  else changes[name] = value;
  go({ changes });
}

function show(state) {
  at("scenario").value = state.scenario.name;
  at("summary").textContent = state.scenario.summary;
  at("question").textContent = state.scenario.question;
  document.querySelector(`input[name=view][value=${state.imposed ? "imposed" : "comes"}]`).checked = true;
  at("worlds").value = state.worlds;
  at("seed").value = state.seed;
  const focused = document.activeElement?.id;
  at("levers").replaceChildren(...state.scenario.levers.map((one) => lever(one, state.changes, move)));
  if (focused) at(focused)?.focus();
}

function busy(text) {
  at("results").setAttribute("aria-busy", String(text !== ""));
  at("state").textContent = text;
}

async function ask(state) {
  asking?.abort();
  asking = new AbortController();
  busy(`Running ${state.worlds} worlds …`);
  const { worlds, seed, imposed, changes } = state;
  const body = JSON.stringify({ scenario: state.scenario.name, worlds, seed, imposed, changes });
  const headers = { "Content-Type": "application/json" };
  const response = await fetch("api/run", { method: "POST", headers, body, signal: asking.signal });
  const found = await response.json();
  if (!response.ok) throw new Error(found.error);
  return found;
}

function draw(answer, changed) {
  at("headline").replaceChildren(...answer.headline.map((text) => element("p", text)));
  drawOutcomes(at("outcomes"), answer, changed);
  drawFlips(at("flipped"), at("flips"), answer, changed);
  drawSurvival(at("survival"), answer, changed);
  tabulateSurvival(at("survival-table"), at("survival-basis"), answer, changed);
  at("standing").textContent = answer.standing;
  at("note").textContent = `${answer.note} People in the room may be affected by it.`;
  at("stamp").textContent =
    `Scenario ${answer.scenario}, content ${answer.digest.slice(0, 12)}, seed ${answer.seed}, ${answer.worlds} worlds, ` +
    `${answer.horizon_days} days${answer.imposed ? ", if there were a ceasefire" : ""}.`;
}

async function refresh() {
  const state = readAddress();
  show(state);
  at("error").hidden = true;
  try {
    draw(await ask(state), Object.keys(state.changes).length > 0);
    busy("");
  } catch (error) {
    if (error.name === "AbortError") return;
    busy("");
    fail(error);
    at("state").textContent = "What stands below belongs to the settings before.";
  }
}

function fail(error) {
  at("error").textContent = error.message;
  at("error").hidden = false;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    at("copied").textContent = "Link copied.";
  } catch {
    at("copied").textContent = "Copy the address of this page: it holds every setting.";
  }
}

async function start() {
  scenarios = await (await fetch("api/scenarios")).json();
  at("scenario").append(...scenarios.map((one) => element("option", one.title, { value: one.name })));
  at("scenario").addEventListener("change", (event) =>
    go({ scenario: scenarios.find((one) => one.name === event.target.value), changes: {} }));
  for (const view of document.querySelectorAll("input[name=view]"))
    view.addEventListener("change", () => go({ imposed: at("controls").elements.view.value === "imposed" }));
  for (const name of ["worlds", "seed"])
    at(name).addEventListener("change", () => go({ [name]: Number(at(name).value) }));
  at("controls").addEventListener("submit", (event) => event.preventDefault());
  at("reset").addEventListener("click", () => go({ changes: {} }));
  at("copy").addEventListener("click", copyLink);
  addEventListener("hashchange", refresh);
  await refresh();
}

start().catch((error) => { busy(""); fail(error); });
