// What the page says, in the language it was opened in. The English text is the key of another.
export const language = document.documentElement.lang || "en";
const locale = language === "en" ? "en-GB" : language;
const texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");

// Plurals in the order in which catalogues have them.
const ORDER = ["zero", "one", "two", "few", "many", "other"];
const plurals = new Intl.PluralRules(locale);
const kinds = ORDER.filter((kind) => plurals.resolvedOptions().pluralCategories.includes(kind));

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const say = (text, values = {}) => filled(texts[text]?.[0] || text, values);

export function sayMany(one, many, count, values = {}) {
  const forms = texts[one];
  if (!forms) return filled(count === 1 ? one : many, values);
  return filled(forms[Math.min(kinds.indexOf(plurals.select(count)), forms.length - 1)], values);
}

// A number as the language writes it, without a sign where it is rounded to nought; `figure` leaves thousands together and cuts off no decimals.
export const number = (value, more = {}) => value.toLocaleString(locale, { signDisplay: "negative", ...more }).replace("-", "−");
export const figure = (value) => number(value, { useGrouping: false, maximumFractionDigits: 12 });

// A sentence in which no number is parted from its per cent at the end of a line.
export const unbroken = (text) => text.replace(/(\d) %/g, "$1\u00a0%");

export const listing = (names) => new Intl.ListFormat(locale).format(names);

// An address that is answered in the language of this page.
export function inLanguage(address) {
  const [path, ...hash] = address.split("#");
  return [`${path}${path.includes("?") ? "&" : "?"}language=${language}`, ...hash].join("#");
}
