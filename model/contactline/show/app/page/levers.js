// The panel of levers and the one of assumptions; folded parts are built when they are opened.
import { element } from "./drawing.js";
import { say } from "./language.js";
import { build } from "./lever.js";

const built = new Map();
let known = new Map(), folds = [];

export const isLever = (name) => known.has(name);
export const isAssumption = (name) => known.get(name)?.assumed === true;
export const leverOf = (name) => known.get(name)?.one;

// groups: those to begin with; the others come with `fill`.
export function begin(box, groups, act) {
  built.clear();
  known = new Map();
  folds = [];
  box.replaceChildren(...groups.map((group, at) => {
    const details = element("details", "", { class: "group", "data-key": group.key });
    details.open = at === 1 || group.key === "line" || group.key === "mission";
    details.append(summary(group.label), ...group.levers.map((one) => made(one, act)));
    folds.push({ details, names: group.levers.map((one) => one.name) });
    return details;
  }));
}

export function fill(box, assumptions, whole, act) {
  for (const group of whole.groups) {
    const details = box.querySelector(`[data-key=${group.key}]`);
    for (const list of group.more) details.append(folded(list, act, false));
  }
  assumptions.querySelectorAll(".fold").forEach((one) => one.remove());
  assumptions.append(...whole.assumptions.map((list) => folded(list, act, true)));
}

function summary(label) {
  const head = element("summary", label);
  head.append(element("span", "", { class: "count" }));
  return head;
}

function made(one, act, assumed = false) {
  known.set(one.name, { one, assumed });
  const lever = build(one, act);
  built.set(one.name, lever);
  return lever.box;
}

function folded(list, act, assumed) {
  const details = element("details", "", { class: "fold" });
  for (const one of list.levers) known.set(one.name, { one, assumed });
  details.append(summary(list.label));
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    details.append(...list.levers.map((one) => made(one, act, assumed)));
    show(act.changes());
  });
  folds.push({ details, names: list.levers.map((one) => one.name) });
  return details;
}

export function show(changes) {
  for (const [name, lever] of built) lever.show(changes[name]);
  for (const { details, names } of folds) {
    const moved = names.filter((name) => name in changes).length;
    details.querySelector(":scope > summary > .count").textContent = moved ? ` ${say("({moved} moved)", { moved })}` : "";
  }
}
