/* The search on every page: the field in the header, and the page of its own. */
import { attach } from "./box.js";
import { open } from "./engine.js";
import { start } from "./page.js";

const base = new URL("../../sok/", import.meta.url);
const engine = () => open(base);

const place = document.getElementById("sb-sokning");
if (place) start(place, engine);
for (const form of document.querySelectorAll(".sb-sokruta, .sb-sok")) {
  if (!place?.contains(form)) attach(form, engine);
}

/* A slash moves to the field, as on many sites; not while something is being written. */
addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
  const field = [...document.querySelectorAll(".sb-sokruta__falt, #sb-fraga")].find((each) => each.offsetParent);
  if (!field) return;
  event.preventDefault();
  field.focus();
});
