// Plays the last change several times, so that a room can look at other charts.
import { say } from "./language.js";

const TIMES = 3;
const HOLD_MS = 1800;
let playing = 0, phase = "";

export const phaseOf = () => phase;

export function stopReplay() {
  clearTimeout(playing);
  [playing, phase] = [0, ""];
}

export function replay(before, now, { ask, show, announce }) {
  stopReplay();
  const few = (one) => ({ ...one, charts: now.charts, worlds: Math.min(one.worlds, 50) });
  const play = (round) => {
    const isBefore = round % 2 === 0, one = isBefore ? before : now;
    const isLast = round === 2 * TIMES - 1;
    phase = isBefore ? say("Replay: before the change.") : say("Replay: after the change.");
    show(one);
    announce("");
    ask(isLast ? now : few(one));
    if (isLast) setTimeout(() => { phase = ""; }, HOLD_MS);
    playing = isLast ? 0 : setTimeout(() => play(round + 1), HOLD_MS);
  };
  play(0);
}
