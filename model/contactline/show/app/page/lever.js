// One lever: a slider with its number, or a list of words; built once, then only told its value.
import { element } from "./drawing.js";
import { figure, say } from "./language.js";

export function build(one, act) {
  const box = element("div", "", { class: "lever", "data-name": one.name });
  const id = `lever-${one.name}`;
  const head = element("div", "", { class: "lever-head" });
  const about = element("button", say("Card"), { type: "button", class: "card-button", "aria-label": say("Card: {label}", { label: one.label }) });
  about.addEventListener("click", () => act.card(one));
  head.append(element("label", one.label, { for: id }), about);
  const parts = one.options ? chooser(one, id, act) : slider(one, id, act);
  const back = element("button", say("Put back"), { type: "button", class: "put-back", "aria-label": say("Put back {label}", { label: one.label }), hidden: "" });
  back.addEventListener("click", () => { parts.main.focus(); act.move(one.name, null); });
  const row = element("div", "", { class: "row" });
  row.append(...parts.inputs, back);
  const state = element("p", "", { class: "quiet", id: `${id}-state` });
  parts.main.setAttribute("aria-describedby", `${id}-state`);
  box.append(head, row, state);
  if (one.watch) box.append(watch(one, act));
  box.addEventListener("focusin", () => act.focus(one));
  const show = (value) => {
    const moved = value !== undefined;
    box.classList.toggle("moved", moved);
    back.hidden = !moved;
    parts.set(moved ? value : one.value);
    const there = `${one.written}${one.unit && !one.options ? ` (${one.unit})` : ""}`;
    const told = moved ? say("Moved. In the scenario: {there}.", { there }) : say("As in the scenario: {there}.", { there });
    state.textContent = `${told}${parts.near(moved ? value : one.value)}`;
  };
  show(undefined);
  return { box, show, focus: () => parts.main.focus() };
}

function watch(one, act) {
  const button = element("button", say("Watch: {chart}", { chart: one.watch.label.toLowerCase() }), { type: "button", class: "watch" });
  button.addEventListener("click", () => act.watch(one.watch.chart));
  return button;
}

function chooser(one, id, act) {
  const select = element("select", "", { id });
  select.append(...Object.entries(one.options).map(([value, words]) => element("option", words, { value })));
  select.addEventListener("change", () => {
    const value = one.switch ? select.value === "true" : select.value;
    act.move(one.name, select.value === String(one.value) || select.value === "own" ? null : value);
  });
  return { main: select, inputs: [select], set: (value) => { if (select.value !== String(value)) select.value = String(value); }, near: () => "" };
}

function slider(one, id, act) {
  // The value comes last: a browser rounds it to the step and the ends that are known by then.
  const range = element("input", "", { type: "range", id, min: one.low, max: one.high, step: one.step });
  const number = element("input", "", { type: "number", id: `${id}-number`, step: "any", min: one.low, max: one.most, "aria-label": say("{label}, as a number", { label: one.label }) });
  const track = element("div", "", { class: "slider" });
  track.append(...scaleOf(one), range);
  const tell = (value) => {
    const near = nearOf(one, value);
    range.setAttribute("aria-valuetext", `${figure(Number(value))} ${one.unit}${near ? `, ${near}` : ""}`.trim());
  };
  range.addEventListener("input", () => { number.value = range.value; tell(range.value); act.move(one.name, Number(range.value)); });
  number.addEventListener("change", () => { if (number.value !== "" && number.checkValidity()) act.move(one.name, Number(number.value)); else number.reportValidity(); });
  const set = (value) => {
    if (typeof value !== "number") return;
    if (Number(range.value) !== value) range.value = value;
    if (Number(number.value) !== value) number.value = value;
    tell(value);
  };
  range.value = number.value = one.value;
  return { main: range, inputs: [track, number], set, near: (value) => { const words = nearOf(one, value); return words ? ` ${say("Here: {words}.", { words })}` : ""; } };
}

// Ticks of named values, the reach between worlds, and a marker where the scenario stands.
function scaleOf(one) {
  const place = (value) => `calc(.5rem + (100% - 1rem) * ${(value - one.low) / (one.high - one.low)})`;
  const parts = one.marks.map((mark) => {
    const tick = element("span", "", { class: "tick", title: `${figure(mark.at)}: ${mark.label}` });
    tick.style.left = place(mark.at);
    return tick;
  });
  const reach = element("span", "", { class: "reach" });
  reach.style.left = place(one.from);
  reach.style.width = `calc((100% - 1rem) * ${(one.to - one.from) / (one.high - one.low)})`;
  const stands = element("span", "", { class: "stands", title: say("the scenario: {there}", { there: one.written }) });
  stands.style.left = place(one.value);
  return [reach, ...parts, stands];
}

function nearOf(one, value) {
  const marks = [...one.marks].sort((a, b) => Math.abs(a.at - value) - Math.abs(b.at - value));
  if (!marks.length) return "";
  const exact = Math.abs(marks[0].at - value) < one.step / 2;
  return exact ? marks[0].label : say("nearest “{name}”", { name: marks[0].label });
}
