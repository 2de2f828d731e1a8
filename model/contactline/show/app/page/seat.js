// A seat at the table: open a game, read a briefing, seal orders, see how it ended.
import { get, post } from "./asking.js";
import { element } from "./drawing.js";
import { inLanguage, say } from "./language.js";

const at = (id) => document.getElementById(id);
const LOOKS_AGAIN_MS = 2000;
const VIEWS = ["opening", "room", "playing", "ending"];
let scenarios = [], here = null, waiting = 0;

const kept = () => JSON.parse(sessionStorage.getItem("game") ?? "null");

function announce(text) { at("said").textContent = text; }

function show(view) {
  for (const one of VIEWS) at(one).hidden = one !== view && !(one === "room" && view !== "opening" && kept());
  clearTimeout(waiting);
}

async function trying(act) {
  at("error").hidden = true;
  try {
    return await act();
  } catch (error) {
    at("error").textContent = error.message;
    at("error").hidden = false;
    return null;
  }
}

const listed = (texts) => texts.map((text) => element("li", text));

// --- Opening --------------------------------------------------------------------------------

function showActors() {
  const scenario = scenarios.find((one) => one.name === at("scenario").value);
  at("question").textContent = scenario.question;
  at("actors").replaceChildren(...scenario.actors.map(({ key, name }) => {
    const label = element("label", "");
    label.append(element("input", "", { type: "checkbox", value: key, name: "actor" }), name);
    return label;
  }));
}

async function opened(body) {
  const game = await trying(() => post("api/seat/open", body));
  if (!game) return;
  sessionStorage.setItem("game", JSON.stringify(game));
  showRoom();
  sit(Object.values(game.seats)[0]);
}

async function showRoom() {
  const game = kept();
  const { link: join } = (await trying(() => get("api/class"))) ?? {};
  at("join").textContent = join ? say("Others of the class first join by {link}.", { link: join }) : "";
  at("seats").replaceChildren(...Object.entries(game?.seats ?? {}).map(([key, seat]) => {
    const row = element("li", "");
    const link = element("a", say("Link to the seat: {actor}", { actor: game.names[key] }), { href: `${join ? inLanguage(`${new URL(join).origin}/seat.html`) : ""}#game=${game.game}&seat=${seat}` });
    const button = element("button", say("Play here: {actor}", { actor: game.names[key] }), { type: "button" });
    button.addEventListener("click", () => sit(seat));
    row.append(button, " ", link);
    return row;
  }));
}

function sit(seat) {
  const fragment = `#game=${kept().game}&seat=${seat}`;
  if (location.hash === fragment) take();
  else location.hash = fragment;
}

// --- Playing --------------------------------------------------------------------------------

async function take() {
  const fields = new URLSearchParams(location.hash.slice(1));
  here = { game: fields.get("game"), seat: fields.get("seat") };
  const told = await trying(() => post("api/seat/look", here));
  if (told) showTold(told);
}

function showTold(told) {
  if (told.over) return showEnd(told);
  show("playing");
  const { briefing } = told;
  at("turn-title").textContent = say("Turn {turn} of {turns}, {date}: {actor}", { turn: told.turn, turns: told.turns, date: briefing.date, actor: told.name });
  document.title = say("contactline: {actor}, turn {turn}", { actor: told.name, turn: told.turn });
  at("stage").textContent = briefing.stage;
  at("news-box").hidden = !briefing.news.length;
  at("news").replaceChildren(...listed(briefing.news.map(([date, text]) => `${date}: ${text}`)));
  at("sections").replaceChildren(...briefing.sections.map(([head, said]) => {
    const box = element("section", ""), list = element("ul", "");
    list.append(...listed(said));
    box.append(element("h3", head), list);
    return box;
  }));
  at("own-box").hidden = !briefing.own.length;
  at("own").replaceChildren(...listed(briefing.own));
  showOrders(told);
  at("turn-title").focus();
}

function showOrders(told) {
  const { briefing } = told;
  const now = briefing.agenda.filter((item) => item.now), later = briefing.agenda.filter((item) => !item.now);
  at("orders-title").textContent = say("Until {date} you decide", { date: briefing.until });
  at("open-items").replaceChildren(...(now.length ? now.map(itemOf) : [element("p", say("Nothing can be decided now."))]));
  at("other-items").replaceChildren(...later.map(itemOf));
  at("advance").hidden = !later.length;
  at("orders").dataset.turn = told.turn;
  for (const field of at("orders").querySelectorAll("input, button")) field.disabled = told.sealed;
  if (told.sealed) waitFor(told);
  else announce("");
}

function itemOf(item) {
  const box = element("fieldset", "", { class: "item" });
  const choices = element("div", "", { class: "choices" });
  choices.append(...item.choices.map(({ says, words }) => {
    const label = element("label", "");
    const radio = element("input", "", { type: "radio", name: item.decision, value: says });
    radio.checked = says === item.standing;
    label.append(radio, words);
    return label;
  }));
  const facts = say("What binds you: {facts}.", { facts: item.facts });
  box.append(element("legend", item.title), element("p", item.ask), ...item.weighed.map((text) => element("p", text, { class: "quiet" })));
  box.append(element("p", `${item.costs} ${facts}`, { class: "quiet" }), choices);
  return box;
}

function waitFor(told) {
  const names = told.waiting.join(", ");
  announce(say("Your orders are sealed. They are carried out together once those of {names} are in.", { names }));
  const turn = told.turn;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const next = await trying(() => post("api/seat/look", here));
    if (!next) return;
    if (next.over || next.turn !== turn) showTold(next);
    else waitFor(next);
  }, LOOKS_AGAIN_MS);
}

async function seal() {
  const orders = Object.fromEntries([...at("orders").querySelectorAll("input:checked")].map((one) => [one.name, one.value]));
  const told = await trying(() => post("api/seat/order", { ...here, turn: Number(at("orders").dataset.turn), orders }));
  if (told) showTold(told);
}

// --- The end --------------------------------------------------------------------------------

async function showEnd(told) {
  show("ending");
  at("ending-title").textContent = say("The end: {title}, world {world}", { title: told.title, world: told.world });
  announce(say("Your history is being compared with that of 200 others. This takes some seconds."));
  const end = await trying(() => post("api/seat/end", here));
  announce("");
  if (!end) return;
  at("summary").replaceChildren(...end.summary.map((text) => element("p", text)));
  at("tables").replaceChildren(
    ...tableOf(say("What happened only with the players, and what only without them"), end.histories),
    ...tableOf(say("Orders, and how many others in the same seat did so"), end.orders),
  );
  at("others").replaceChildren(...[...end.others, ...end.how].map((text) => element("p", text)));
  at("back").replaceChildren(...end.looking_back.flatMap(([head, said]) => {
    const list = element("ul", "");
    list.append(...listed(said));
    return [element("h3", head), list];
  }));
  at("ending-title").focus();
}

function tableOf(caption, { head, rows }) {
  if (!rows.length) return [];
  const box = element("div", "", { class: "scrolls", tabindex: 0, role: "region", "aria-label": caption });
  const table = element("table", ""), top = element("tr", ""), body = element("tbody", ""), heading = element("thead", "");
  top.append(...head.map((text) => element("th", text, { scope: "col" })));
  heading.append(top);
  body.append(...rows.map((row) => {
    const line = element("tr", "");
    line.append(...row.map((text, place) => element(place ? "td" : "th", text, place ? {} : { scope: "row" })));
    return line;
  }));
  table.append(element("caption", caption), heading, body);
  box.append(table);
  return [box];
}

// --- Files and beginning --------------------------------------------------------------------

async function save() {
  const { game, host } = kept();
  const found = await trying(() => post("api/seat/save", { game, host }));
  if (!found) return;
  const link = element("a", "", { download: "game.yaml", href: URL.createObjectURL(new Blob([found.text], { type: "application/yaml" })) });
  link.click();
  URL.revokeObjectURL(link.href);
}

function openAnother() {
  sessionStorage.removeItem("game");
  history.replaceState(null, "", `${location.pathname}${location.search}`);
  announce("");
  show("opening");
}

at("scenario").addEventListener("change", showActors);
at("opening").addEventListener("submit", (event) => {
  event.preventDefault();
  const actors = [...at("actors").querySelectorAll("input:checked")].map((one) => one.value);
  opened({ scenario: at("scenario").value, actors, world: at("world").value === "" ? null : Number(at("world").value), seed: Number(at("seed").value), imposed: at("imposed").checked });
});
at("file").addEventListener("change", async () => {
  const [file] = at("file").files;
  if (file) opened({ text: await file.text() });
  at("file").value = "";
});
at("orders").addEventListener("submit", (event) => { event.preventDefault(); seal(); });
at("save").addEventListener("click", save);
at("leave").addEventListener("click", openAnother);
window.addEventListener("hashchange", () => { if (location.hash.includes("seat=")) take(); });

scenarios = (await trying(() => get("api/seat/playable"))) ?? [];
at("scenario").append(...scenarios.map(({ name, title }) => element("option", title, { value: name })));
if (scenarios.length) showActors();
if (kept()) showRoom();
if (location.hash.includes("seat=")) await take();
else show("opening");
