// The card of a lever: what it is, questions it answers, what to notice, and what it rests on.
import { get } from "./asking.js";
import { element } from "./drawing.js";
import { figure, say } from "./language.js";

export async function open(dialog, scenario, one, act) {
  const close = element("button", say("Close"), { type: "button" });
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(element("h2", one.label, { id: "card-title" }), element("p", "…"), close);
  dialog.showModal();
  try {
    const card = await get(`api/card/${encodeURIComponent(scenario)}/${encodeURIComponent(one.name)}`);
    dialog.replaceChildren(element("h2", card.actor ? `${card.actor}. ${one.label}` : one.label, { id: "card-title" }), body(card, dialog, act), close);
    close.focus();
  } catch (error) {
    dialog.replaceChildren(element("h2", one.label, { id: "card-title" }), element("p", error.message), close);
  }
}

export function body(card, dialog, act) {
  const list = element("dl");
  const add = (term, ...parts) => {
    const told = element("dd");
    told.append(...parts);
    list.append(element("dt", term), told);
  };
  add(say("What it is"), card.what);
  if (card.examples.length) add(say("Questions it answers"), items(card.examples.map((one) => (one.note ? `${one.text} ${one.note}` : one.text))));
  add(say("Keep in mind"), card.message);
  if (card.notice) add(say("What to notice"), card.notice, ...(card.watch ? [" ", shown(card.watch, dialog, act)] : []));
  add(say("How far it goes"), card.range, ...(card.named.length ? [items(card.named.map((one) => `${figure(one.at)}: ${one.label}`))] : []));
  add(say("In this scenario"), `${card.here}.`);
  add(say("How well founded"), `${card.grade}: ${card.grade_means}.`);
  add(say("What it rests on"), card.grounds.length
    ? items(card.grounds.map(ground))
    : say("No source: an assumption of this model."));
  return list;
}

export const ground = (one) => `${one.what} (${[...one.stated, one.id].join("; ")})`;

function shown(watch, dialog, act) {
  const button = element("button", say("Show it"), { type: "button" });
  button.addEventListener("click", () => { dialog.close(); act.watch(watch.chart); });
  return button;
}

function items(texts) {
  const list = element("ul");
  list.append(...texts.map((one) => element("li", one)));
  return list;
}
