// Plays the last change several times, so that a room can look at other charts.
const TIMES = 3;
const HOLD_MS = 1800;
let playing = 0;

export function stopReplay() {
  clearTimeout(playing);
  playing = 0;
}

export function replay(before, now, { ask, show, say }) {
  stopReplay();
  const few = (one) => ({ ...one, charts: now.charts, worlds: Math.min(one.worlds, 50) });
  const play = (round) => {
    const isBefore = round % 2 === 0, one = isBefore ? before : now;
    const isLast = round === 2 * TIMES - 1;
    show(one);
    ask(isLast ? now : few(one));
    say(isBefore ? "Replay: before the change …" : "Replay: after the change …");
    playing = isLast ? 0 : setTimeout(() => play(round + 1), HOLD_MS);
  };
  play(0);
}
