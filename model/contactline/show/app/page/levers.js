// Draws one lever: a slider with its number, or a list of words, and how to put it back.
import { element } from "./charts.js";

export function lever(one, changes, move) {
  const moved = one.name in changes;
  const box = element("div", "", { class: moved ? "lever moved" : "lever" });
  const id = `lever-${one.name}`;
  const value = moved ? changes[one.name] : one.value;
  const inputs = one.options ? [chooser(one, id, value, move)] : slider(one, id, value, move);
  const row = element("div", "", { class: "row" });
  row.append(...inputs);
  if (moved) {
    const back = element("button", "Put back", { type: "button", class: "put-back", id: `${id}-back`, "aria-label": `Put back ${one.label}` });
    back.addEventListener("click", () => { move(one.name, null); document.getElementById(id).focus(); });
    row.append(back);
  }
  const unit = one.unit ? ` (${one.unit})` : "";
  const state = moved ? `moved; in the scenario: ${one.written}` : `as in the scenario: ${one.written}`;
  const watch = one.watch ? ` Watch: ${one.watch.toLowerCase()}.` : "";
  box.append(element("label", one.label, { for: id }), row,
    element("p", `${one.sentence}${watch}`, { class: "quiet", id: `${id}-about` }),
    element("p", `${state}${unit}`, { class: "quiet" }));
  return box;
}

function chooser(one, id, value, move) {
  const select = element("select", "", { id, "aria-describedby": `${id}-about` });
  select.append(...one.options.map((word) => element("option", word.replaceAll("_", " "), { value: word })));
  select.value = value;
  select.addEventListener("change", () => move(one.name, select.value));
  return select;
}

function slider(one, id, value, move) {
  // The value comes last: a browser rounds it to the step and the ends that are known by then.
  const ends = { min: one.low, max: one.high, value };
  const range = element("input", "", { type: "range", step: one.step, ...ends, id, "aria-describedby": `${id}-about` });
  const number = element("input", "", { type: "number", step: "any", ...ends, id: `${id}-number`, "aria-label": `${one.label}, as a number` });
  range.addEventListener("input", () => { number.value = range.value; });
  range.addEventListener("change", () => move(one.name, Number(range.value)));
  number.addEventListener("change", () => number.value !== "" && move(one.name, Number(number.value)));
  return [range, number];
}
