// What can be taken away: a table as CSV, a chart as SVG or PNG, the levers as a scenario file.
import { say } from "./language.js";

const PIXELS = 2.5;

export function offer(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

export function csvOf({ head, rows }) {
  // A text that a spreadsheet would run as a formula has an apostrophe before it; numbers stay numbers.
  const safe = (text) => (/^[=+\-@]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text);
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cell = (value) => (value === null ? "" : quoted(safe(String(value))));
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

export function svgOf(svg, caption, settings) {
  const copy = svg.cloneNode(true);
  const [, , width, height] = copy.getAttribute("viewBox").split(" ").map(Number);
  const line = document.createElementNS("http://www.w3.org/2000/svg", "text");
  line.setAttribute("x", 2);
  line.setAttribute("y", height + 12);
  line.setAttribute("font-size", 7);
  line.textContent = caption;
  const data = document.createElementNS("http://www.w3.org/2000/svg", "metadata");
  data.textContent = `${caption} ${settings}`;
  copy.append(line, data);
  copy.setAttribute("viewBox", `-8 -8 ${width + 16} ${height + 30}`);
  copy.setAttribute("width", width + 16);
  copy.setAttribute("height", height + 30);
  return new XMLSerializer().serializeToString(copy);
}

export async function pngOf(svg, caption, settings) {
  const image = new Image();
  const text = svgOf(svg, caption, settings);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const paper = document.createElement("canvas");
  [paper.width, paper.height] = [image.width * PIXELS, image.height * PIXELS];
  const pen = paper.getContext("2d");
  pen.fillStyle = "#FFFFFF";
  pen.fillRect(0, 0, paper.width, paper.height);
  pen.drawImage(image, 0, 0, paper.width, paper.height);
  return new Promise((done) => { paper.toBlob(done, "image/png"); });
}

// A scenario file that comes from the bundled one; JSON is YAML for every value here.
export function yamlOf({ scenario, changes }, title) {
  const lines = Object.entries(changes).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  return `from: ${scenario}\ntitle: ${JSON.stringify(say("{title}, changed on the page", { title }))}\n${lines.join("")}`;
}
