// One world read twice: what happens in it with the levers and without, and why, on one time line.
import { post, questionOf } from "./asking.js";
import { element } from "./drawing.js";
import { say } from "./language.js";

export async function open(dialog, state, answer, world) {
  const close = element("button", say("Close"), { type: "button" });
  close.addEventListener("click", () => dialog.close());
  const title = () => element("h2", say("World {world}, twice", { world }), { id: "card-title" });
  dialog.classList.add("histories");
  dialog.addEventListener("close", () => dialog.classList.remove("histories"), { once: true });
  dialog.replaceChildren(title(), element("p", say("Running this one world twice …")), close);
  dialog.showModal();
  try {
    const found = await post("api/histories", { ...questionOf(state), world });
    dialog.replaceChildren(title(), element("p", found.parting), timeline(found, answer), close);
  } catch (error) {
    dialog.replaceChildren(title(), element("p", error.message), close);
  }
}

function timeline(found, answer) {
  const same = answer.against === answer.scenario;
  const under = (scenario) => say("Under {scenario}", { scenario });
  const heads = [say("Date"), same ? say("As written") : under(answer.against), same ? say("With your levers") : under(answer.scenario)];
  const table = element("table"), top = element("thead"), names = element("tr"), body = element("tbody");
  names.append(...heads.map((name) => element("th", name, { scope: "col" })));
  top.append(names);
  body.append(...found.rows.map((row) => {
    const line = element("tr", "", row.shared ? {} : { class: "apart" });
    line.append(element("th", say("{date} (day {day})", { date: row.date, day: row.day }), { scope: "row" }));
    if (row.shared) line.append(cell(row.before, { colspan: "2" }));
    else line.append(cell(row.before), cell(row.after));
    return line;
  }));
  table.append(element("caption", say("Shaded: what is not the same in both. The events of one world; others take another course.")), top, body);
  return table;
}

function cell(said, more = {}) {
  const made = element("td", "", more);
  if (!said) return made;
  made.append(element("p", said.text));
  if (said.cause) made.append(element("p", say("Because: {cause}", { cause: said.cause }), { class: "quiet" }));
  return made;
}
