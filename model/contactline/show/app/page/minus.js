// A number is typed or pasted with a hyphen or a sign of minus; a field for numbers takes the hyphen alone.
const plain = (text) => text.replace(/[−–]/, "-");

function taken(event, text) {
  if (!text || plain(text) === text || !event.target.matches("input[type=number]")) return;
  event.preventDefault();
  document.execCommand("insertText", false, plain(text));
}

addEventListener("beforeinput", (event) => taken(event, event.data));
addEventListener("paste", (event) => taken(event, event.clipboardData.getData("text/plain").trim()));
