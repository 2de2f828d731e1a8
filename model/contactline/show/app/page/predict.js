// Predict first, seal it, then climb the luck ladder and see how far off one was.
import { get, post } from "./asking.js";
import * as curves from "./curve.js";
import { element } from "./drawing.js";
import * as foretold from "./foretold.js";
import * as ladder from "./ladder.js";
import { figure, inLanguage, number, say, sayMany } from "./language.js";
import * as together from "./together.js";

const at = (id) => document.getElementById(id);
const fields = new URLSearchParams(location.hash.slice(1));
const imposed = fields.get("view") === "imposed";
let scenarios = [], rows = [], shares = {}, curve = null, others = [], heard = null;

const keyOf = () => `prediction:${at("scenario").value}:${imposed ? "imposed" : "comes"}`;

function showShares() {
  for (const { name } of rows) {
    at(`share-${name}`).value = shares[name];
    at(`share-${name}`).setAttribute("aria-valuetext", say("{share} of 100", { share: shares[name] }));
    at(`told-${name}`).textContent = shares[name];
  }
}

function buildShares() {
  at("shares").replaceChildren(...rows.map(({ name, label, definition }) => {
    const row = element("div", "", { class: "share" });
    const range = element("input", "", { type: "range", id: `share-${name}`, min: 0, max: 100, step: 1, "aria-describedby": `about-${name}` });
    range.addEventListener("input", () => { shares = foretold.set(shares, name, Number(range.value)); showShares(); });
    row.append(element("label", label, { for: `share-${name}` }), range, element("output", "", { id: `told-${name}`, for: `share-${name}` }), element("p", definition, { class: "quiet", id: `about-${name}` }));
    return row;
  }));
}

function buildLevers(scenario) {
  at("lever").replaceChildren(...scenario.groups.map((group) => {
    const list = element("optgroup", "", { label: group.label });
    list.append(...group.levers.map((one) => element("option", one.label, { value: one.name })));
    return list;
  }));
}

function begin() {
  [heard, others] = [null, []];
  at("sealed").textContent = "";
  const scenario = scenarios.find((one) => one.name === at("scenario").value);
  at("question").textContent = scenario.question;
  at("back").href = inLanguage(`./#scenario=${scenario.name}${imposed ? "&view=imposed" : ""}`);
  buildLevers(scenario);
  const kept = JSON.parse(localStorage.getItem(keyOf()) ?? "null");
  shares = kept?.shares ?? foretold.evenly(rows.map((row) => row.name));
  if (kept) { curve.set(kept.months); at("lever").value = kept.lever; }
  showShares();
  seal(Boolean(kept));
}

function seal(is) {
  for (const field of at("form").querySelectorAll("input, select, button")) field.disabled = is;
  curve.seal(is);
  at("reveal").hidden = !is;
  at("gap").hidden = true;
  at("told").textContent = "";
  at("rung").replaceChildren();
  at("ladder").replaceChildren(...ladder.RUNGS.map((worlds, place) => {
    const button = element("button", ladder.nameOf(worlds), { type: "button" });
    button.disabled = place > 0;
    button.addEventListener("click", () => climb(worlds, place));
    return button;
  }));
}

const prediction = () => ({ scenario: at("scenario").value, imposed, shares, months: curve.get(), lever: at("lever").value });

async function submit(event) {
  event.preventDefault();
  localStorage.setItem(keyOf(), JSON.stringify(prediction()));
  seal(true);
  await together.send(prediction());
  show();
}

// What is revealed stands below a long form, and is to be seen as a whole.
function show() {
  at("reveal-title").focus({ preventScroll: true });
  at("reveal-title").scrollIntoView();
}

async function climb(worlds, place) {
  at("told").textContent = sayMany("Running {worlds} world …", "Running {worlds} worlds …", worlds, { worlds });
  at("error").hidden = true;
  try {
    const found = await together.told(at("scenario").value, imposed);
    if (found) hear(found);
    const answer = await post("api/run", { scenario: at("scenario").value, imposed, worlds, charts: ["outcomes", "survival"] });
    const { outcomes, survival } = answer.charts;
    at("told").textContent = ladder.told(outcomes.rows, worlds);
    ladder.draw(at("rung"), outcomes.rows, worlds, shares, others.map((one) => one.shares));
    const next = at("ladder").children[place + 1];
    if (next) next.disabled = false;
    else compare(outcomes, survival);
    at("reveal-title").scrollIntoView();
  } catch (error) {
    fail(error);
  }
}

function compare({ rows: found, worlds }, survival) {
  curves.beside(at("rung"), curve.get(), survival, others.map((one) => one.months));
  at("gaps").replaceChildren(...foretold.gaps(shares, found, worlds).map((words) => element("li", words)));
  const yours = foretold.miss(shares, found, worlds), even = foretold.miss(foretold.evenly(found.map((one) => one.name)), found, worlds);
  const off = foretold.missOfCurve(curve.get(), survival);
  // Compared as they are told: to a tenth of a point.
  const points = (miss) => Math.round(1000 * Math.sqrt(miss)) / 10;
  const both = { yours: number(points(yours)), even: number(points(even)) };
  at("score").textContent = [
    points(yours) < points(even)
      ? say("Your numbers are {yours} points off on average; a guess that all endings come alike is {even} off, so you beat it.", both)
      : say("Your numbers are {yours} points off on average; a guess that all endings come alike is {even} off, so you do not beat it.", both),
    off === null ? say("No ceasefire came, so there is no curve to compare.") : say("Your curve is {off} points off on average.", { off: Math.round(off) }),
    say("How well you foresaw the model is one question; whether the model deserves it is another."),
  ].join(" ");
  const far = [...found].sort((one, other) => other.after.count - one.after.count).map((row) => ({ ...row, share: Math.round((100 * row.after.count) / worlds) }));
  at("together").textContent = heard ? together.said(heard, far, labelOf) : "";
  tryLever();
  at("gap").hidden = false;
}

const levers = () => scenarios.find((one) => one.name === at("scenario").value).groups.flatMap((group) => group.levers);
const labelOf = (name) => levers().find((one) => one.name === name)?.label ?? name;

function hear(found) {
  heard = found;
  others = found.predictions;
  at("sealed").textContent = together.sealed(found);
}

const valueOf = (lever, value) => lever.options?.[value] ?? lever.marks?.find((one) => one.at === value)?.label ?? figure(value);

function tryLever() {
  const scenario = scenarios.find((one) => one.name === at("scenario").value);
  const lever = levers().find((one) => one.name === at("lever").value);
  const ends = lever.options ? Object.keys(lever.options).filter((value) => value !== lever.value).slice(0, 2) : [lever.low, lever.high];
  const links = ends.map((value) => element("a", `${lever.label}: ${valueOf(lever, value)}`, { href: inLanguage(`./#scenario=${scenario.name}${imposed ? "&view=imposed" : ""}&${encodeURIComponent(lever.name)}=${encodeURIComponent(value)}`) }));
  at("try").replaceChildren(`${say("You said this lever changes most. See:")} `, ...links.flatMap((link, place) => (place ? [", ", link] : [link])), ".");
}

function fail(error) {
  at("told").textContent = "";
  at("error").textContent = error.message;
  at("error").hidden = false;
}

async function start() {
  const [offered, few] = await Promise.all([get("api/scenarios"), get("api/outcomes")]);
  [scenarios, rows] = [offered, few];
  at("scenario").append(...scenarios.map((one) => element("option", one.title, { value: one.name })));
  const wanted = scenarios.find((one) => one.name === fields.get("scenario"));
  if (wanted) at("scenario").value = wanted.name;
  at("scenario").addEventListener("change", begin);
  curve = curves.build(at("curve"), (words) => { at("curve-told").textContent = words; });
  buildShares();
  at("form").addEventListener("submit", submit);
  at("anew").addEventListener("click", () => { localStorage.removeItem(keyOf()); begin(); at("form-title").scrollIntoView(); });
  begin();
  together.invite({ section: at("class"), link: at("link"), qr: at("qr") });
  together.watch(() => [at("scenario").value, imposed], hear);
}

start().catch(fail);
