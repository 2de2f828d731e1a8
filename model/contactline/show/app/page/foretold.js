// A prediction: shares that add up to 100, a curve that only falls, and how far both are off.
import { say } from "./language.js";

export const MONTHS = 24;

export const evenly = (names) => rounded(names.map((name) => [name, 100 / names.length]));

// One share is set; the others give way in proportion, all in whole numbers.
export function set(shares, name, value) {
  const others = Object.entries(shares).filter(([other]) => other !== name);
  const sum = others.reduce((total, [, share]) => total + share, 0), rest = 100 - value;
  const scaled = others.map(([other, share]) => [other, sum ? (share * rest) / sum : rest / others.length]);
  const found = rounded(scaled, rest);
  return Object.fromEntries(Object.keys(shares).map((one) => [one, one === name ? value : found[one]]));
}

// Whole numbers by largest remainder.
function rounded(entries, total = 100) {
  const found = entries.map(([name, share]) => [name, Math.floor(share), share - Math.floor(share)]);
  let missing = total - found.reduce((sum, [, whole]) => sum + whole, 0);
  for (const one of [...found].sort((a, b) => b[2] - a[2])) if (missing > 0) { one[1] += 1; missing -= 1; }
  return Object.fromEntries(found.map(([name, whole]) => [name, whole]));
}

// A ceasefire that has broken does not hold again: what comes before is no lower, what follows no higher.
export function bend(curve, month, value) {
  return curve.map((old, at) => (at === 0 ? 100 : at === month ? value : at < month ? Math.max(old, value) : Math.min(old, value)));
}

// Mean of squared differences, over all outcomes: 0 is exact; a guess of all alike is the mark to beat.
export function miss(shares, rows, worlds) {
  return rows.reduce((sum, row) => sum + ((shares[row.name] ?? 0) / 100 - row.after.count / worlds) ** 2, 0) / rows.length;
}

export function missOfCurve(curve, survival) {
  const gaps = curve.map((value, month) => [value, shareAt(survival, month)]).filter(([, share]) => share !== null);
  return gaps.length ? gaps.reduce((sum, [value, share]) => sum + Math.abs(value - 100 * share), 0) / gaps.length : null;
}

export function shareAt({ at, after }, month) {
  const day = month * 30.4375;
  let found = null;
  at.forEach((one, place) => { if (one <= day) found = after.share[place]; });
  return at.at(-1) < day - 16 ? null : found;
}

export function gaps(shares, rows, worlds) {
  const found = rows.map((row) => ({ label: row.label, guess: shares[row.name] ?? 0, share: Math.round((100 * row.after.count) / worlds) }));
  found.sort((one, other) => Math.abs(other.guess - other.share) - Math.abs(one.guess - one.share));
  return found.slice(0, 3).map(({ label, guess, share }) => {
    const by = share - guess;
    const told = { label, guess, share, by: Math.abs(by) };
    if (by === 0) return say("“{label}”: you said {guess} of 100, the runs have {share} of 100, as you said.", told);
    return by > 0
      ? say("“{label}”: you said {guess} of 100, the runs have {share} of 100, {by} more than you said.", told)
      : say("“{label}”: you said {guess} of 100, the runs have {share} of 100, {by} fewer than you said.", told);
  });
}
