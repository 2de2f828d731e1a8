// The look of every chart, as show/charts/style.py has it.
export const INK = "#222222", QUIET = "#595959", HAIRLINE = "#BFBFBF", NOISE = "#767676";
export const BEFORE = "#767676", AFTER = "#0072B2", GRID = "#E3E3E3", RUSSIA = "#D55E00", DRAFT = "#B07D00";
export const OUTCOMES = {
  holds_with_troops_on_line: { colour: "#364B9A" },
  holds_with_troops_away_from_line: { colour: "#6699CC" },
  holds_with_observers_only: { colour: "#A2D0E6" },
  holds_without_foreign_troops: { colour: "#E3F2F8" },
  collapsed: { colour: "#FDB366", hatch: "dots", line: "#B36A1E" },
  talks_without_agreement: { colour: "#A50026" },
  no_talks: { colour: "#EBC6CE", hatch: "stripes", line: "#A50026" },
};
export const PHASES = { ceasefire: "#364B9A", talks: "#F4E3B2", war: "#9A9A9A" };
// Pale for few, dark for many (YlOrBr).
export const STEPS = ["#FFF7BC", "#FEE391", "#FEC44F", "#FE9929", "#EC7014", "#CC4C02", "#993404", "#662506"];
