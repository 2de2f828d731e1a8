// The menu of languages: the one chosen stands in the link and is remembered.
import { inLanguage, language } from "./language.js";

const menu = document.getElementById("language");
const isNamed = new URLSearchParams(location.search).has("language");

// A page that is remembered in another language says so in its link too.
if (language !== "en" && !isNamed) history.replaceState(history.state, "", inLanguage(`${location.pathname}${location.hash}`));

function choose() {
  sessionStorage.removeItem("top");
  location.replace(`?language=${menu.value}${location.hash}`);
}

// A browser that goes back shows what was chosen when the page was left.
const show = () => { menu.value = language; };

menu.addEventListener("change", choose);
addEventListener("pageshow", show);
show();
