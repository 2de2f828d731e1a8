// A class that predicts together: where it joins, how many have sealed, and what they say as a whole.
import { get, post } from "./asking.js";
import { inLanguage, say, sayMany } from "./language.js";

const AGAIN_MS = 5000;

// A prediction counts even where nobody gathers it.
const quietly = (promise) => promise.catch(() => null);

export const send = (prediction) => quietly(post("api/predictions", prediction));

export const told = (scenario, imposed) => quietly(get(`api/predictions/${encodeURIComponent(scenario)}${imposed ? "?imposed" : ""}`));

export async function invite({ section, link, qr }) {
  const found = await quietly(get("api/class"));
  if (!found?.link) return;
  link.textContent = found.link;
  qr.src = inLanguage("api/class/qr.svg");
  section.hidden = false;
}

// Tells every few seconds how many have sealed, as long as the page is looked at.
export function watch(which, heard) {
  const look = async () => {
    if (!document.hidden) {
      const found = await told(...which());
      if (found) heard(found);
    }
    setTimeout(look, AGAIN_MS);
  };
  look();
}

export const sealed = ({ people }) => (people ? sayMany("{people} prediction is sealed.", "{people} predictions are sealed.", people, { people }) : "");

export function said({ people, predictions, levers }, rows, labelOf) {
  if (predictions.length < 2) return "";
  const [first] = rows, shares = predictions.map((one) => one.shares[first.name]);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  const most = Object.entries(levers).sort((a, b) => b[1] - a[1])[0];
  const values = { people, label: first.label, low, high, share: first.share, lever: labelOf(most[0]), named: most[1] };
  if (low === high) return say("The class: {people} predictions. For “{label}” all said {low} of 100, the runs have {share} of 100. Most often named as the strongest lever: {lever} ({named} of {people}).", values);
  return say("The class: {people} predictions. For “{label}” they lie between {low} and {high} of 100, the runs have {share} of 100. Most often named as the strongest lever: {lever} ({named} of {people}).", values);
}
