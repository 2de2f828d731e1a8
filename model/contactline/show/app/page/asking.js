// Asks the server: few worlds first, then more, and no longer once the page has moved on. The most
// are asked for once the levers have rested a while: what runs already holds up what is asked next.
import { inLanguage, say } from "./language.js";

const WAITS_MS = 60, QUIET_MS = 300;
const GROWS = [50, 200, 1000];
const REST_MS = 2500;
const page = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

let asking = null, waiting = 0, moved = 0;

export class Gone extends Error {}

export const stepsUpTo = (most) => [...GROWS.filter((worlds) => worlds < most), most];

// found(answer, isLast) is called for each step; failed(error) for what the server refuses.
export function ask(state, next, { found, failed, started }) {
  stop();
  const wait = performance.now() - moved > QUIET_MS ? 0 : WAITS_MS;
  moved = performance.now();
  waiting = setTimeout(() => grow(state, next, { found, failed, started }), wait);
}

// Lets the server read ahead what a lever that is about to be worked may ask; nobody waits for it.
export function readAhead(state, next) {
  if (next.length) post("api/run", { ...bodyOf(state, GROWS[0], next), charts: [], page: `${page}-ahead` }).catch(() => {});
}

export function stop() {
  clearTimeout(waiting);
  asking?.abort();
  asking = null;
}

async function grow(state, next, { found, failed, started }) {
  const mine = asking = new AbortController();
  const steps = stepsUpTo(state.worlds);
  try {
    for (const [at, worlds] of steps.entries()) {
      if (at > 1) await rest(REST_MS, mine.signal);
      started(worlds, steps.at(-1));
      const answer = await post("api/run", bodyOf(state, worlds, at ? [] : next), mine.signal);
      if (mine !== asking) return;
      found(answer, at === steps.length - 1);
    }
  } catch (error) {
    if (mine === asking && error.name !== "AbortError" && error.kind !== "moved on") failed(error);
  }
}

export const questionOf = ({ scenario, against, changes, seed, imposed }) => ({ scenario, against, changes, seed, imposed });

function bodyOf({ scenario, against, changes, seed, imposed, charts }, worlds, next) {
  return { scenario, against, changes, worlds, seed, imposed, charts, page, next };
}

const rest = (ms, signal) => new Promise((done, failed) => {
  const timer = setTimeout(done, ms);
  signal.addEventListener("abort", () => { clearTimeout(timer); failed(signal.reason); });
});

export async function post(address, body, signal) {
  return answered(() => fetch(inLanguage(address), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal }));
}

export const get = (address) => answered(() => fetch(inLanguage(address)));

function read(text, status) {
  try {
    return JSON.parse(text);
  } catch {
    return { error: text.length < 300 && !text.includes("<") ? text : say("The program answered {status} without saying why.", { status }) };
  }
}

async function answered(send) {
  let response;
  try {
    response = await send();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Gone(say("The program behind this page no longer answers. Is `contactline app` still running on this machine? Start it, then try again."));
  }
  const told = read(await response.text(), response.status);
  if (response.ok) return told;
  const error = new Error(String(told.error).replace(/^levers:\d+(:\d+)?: /gm, ""));
  error.kind = told.kind;
  throw error;
}
