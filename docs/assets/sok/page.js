/* The search page: hits with facets, sorting and pages. The address holds the whole state,
   so that a view can be sent, cited and returned to. */
import { hit, told } from "./box.js";

const PER_PAGE = 20;
const OPEN_FACETS = 8;
const WAIT = 150;
/* The order of everything, when nothing is asked: good examples first, other kinds after them. */
const FIRST = "forst";
const compare = new Intl.Collator("sv", { numeric: true, sensitivity: "base" }).compare;

/** Start the page in `place`; `engine` fetches the search. */
export async function start(place, engine) {
  const form = place.querySelector("form"), field = form.elements.q;
  const status = place.querySelector("[role=status]");
  const { title } = document;
  const state = () => new URLSearchParams(location.search);
  let search, waiting;

  field.value = state().get("q") ?? "";
  try {
    search = await engine();
  } catch {
    status.textContent = "Sökningen kunde inte hämtas. Ladda om sidan, eller använd listorna i menyn.";
    return;
  }
  place.querySelector(".sb-sokning__delar").hidden = false;
  const sort = place.querySelector("select[name=sort]");
  const facets = place.querySelector(".sb-fasett"), list = place.querySelector(".sb-traffar");
  const labelPlaces = new Map(search.facets.map((facet) => [facet, places(facet.values.map(({ label }) => label))]));

  /** Change the address and show what it now says. */
  function go(change, { replace = false, toTop = false } = {}) {
    const next = state();
    next.delete("sida");
    change(next);
    for (const [name, value] of [...next]) if (!value) next.delete(name);
    const query = next.toString();
    history[replace ? "replaceState" : "pushState"](null, "", query ? `?${query}` : location.pathname);
    show();
    if (toTop) { tell(); place.scrollIntoView(); }
  }

  /* Whoever has asked stands where the answer is told, one step before the way to the hits. */
  function tell() {
    status.tabIndex = -1;
    status.focus({ preventScroll: true });
  }

  async function show() {
    const asked = state(), text = asked.get("q") ?? "";
    const { hits, query, suggestion, weak } = text.trim()
      ? search.search(text)
      : { hits: search.entries.map((_, at) => [at, 0]), query: { wishes: [] }, suggestion: null, weak: false };
    const chosen = new Map(search.facets.map(({ name }) => [name, new Set(asked.getAll(name))]));
    const narrowing = search.facets.filter(({ name }) => chosen.get(name).size);
    const fits = (document, except) => narrowing.every((facet) => facet === except || holds(facet, chosen.get(facet.name), document));
    const all = hits.map(([document]) => document);
    const found = sorted(search, all.filter((document) => fits(document)), asked.get("sort") || (text.trim() ? "" : FIRST));
    const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
    const page = Math.min(pages, Math.max(1, Number.parseInt(asked.get("sida"), 10) || 1));
    if (document.activeElement !== field) field.value = text;
    sort.value = asked.get("sort") ?? "";
    document.title = text.trim() ? `${text} – ${title}` : title;
    status.replaceChildren(...message(found.length, weak, suggestion));
    showFacets(all, chosen, fits, narrowing.length > 0);
    showPages(page, pages);
    await showHits(found.slice((page - 1) * PER_PAGE, page * PER_PAGE), query, (page - 1) * PER_PAGE);
  }

  function message(count, weak, suggestion) {
    const parts = [told(count, weak, null)];
    if (suggestion) {
      const link = document.createElement("a");
      const next = state();
      next.set("q", suggestion);
      link.href = `?${next}`;
      link.textContent = suggestion;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        field.value = suggestion;
        go((params) => params.set("q", suggestion));
      });
      parts.push(" Menade du ", link, "?");
    }
    return parts;
  }

  async function showHits(numbers, query, before) {
    list.setAttribute("aria-busy", "true");
    const mine = (showHits.turn = (showHits.turn ?? 0) + 1);
    const snippets = await Promise.all(numbers.map((number) => search.snippet(number, query)));
    if (mine !== showHits.turn) return;
    list.start = before + 1;
    list.setAttribute("aria-busy", "false");
    list.replaceChildren(...numbers.map((number, at) => {
      const entry = search.entries[number];
      const [heading, kind, text] = hit(search, entry, snippets[at], query);
      const link = document.createElement("a"), item = document.createElement("li");
      link.href = new URL(`../${entry.url}`, search.base);
      link.append(...heading.childNodes);
      heading.append(link);
      item.append(heading, kind, text);
      return item;
    }));
  }

  function showFacets(all, chosen, fits, narrowed) {
    const focused = facets.contains(document.activeElement) ? document.activeElement.id : null;
    const open = new Set([...facets.querySelectorAll("details[open]")].map((details) => details.id));
    facets.replaceChildren(...search.facets.map((facet) => {
      const counts = counted(facet, all.filter((number) => fits(number, facet)));
      const values = facet.values
        .map((value, at) => ({ ...value, count: counts[at], place: labelPlaces.get(facet)[at] }))
        .filter((value) => value.count || chosen.get(facet.name).has(value.value));
      return group(facet, values, chosen.get(facet.name), open);
    }).filter(Boolean));
    if (narrowed) facets.prepend(clearing());
    if (!facets.dataset.ready) {
      facets.dataset.ready = "yes";
      if (matchMedia("(max-width: 59.9em)").matches) facets.querySelectorAll(".sb-fasett__grupp").forEach((each) => { each.open = false; });
    }
    if (focused) document.getElementById(focused)?.focus();
  }

  /* A button that takes away every choice but the words. */
  function clearing() {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "sb-fasett__rensa";
    element.textContent = "Ta bort alla val";
    element.addEventListener("click", () => {
      go((params) => search.facets.forEach(({ name }) => params.delete(name)));
      field.focus();
    });
    return element;
  }

  function group(facet, values, chosen, open) {
    if (!values.length) return null;
    const details = document.createElement("details"), summary = document.createElement("summary");
    details.id = `sb-fasett-${facet.name}`;
    details.className = "sb-fasett__grupp";
    details.open = facets.dataset.ready ? open.has(details.id) : ["kind", "area", "form"].includes(facet.name) || chosen.size > 0;
    summary.textContent = chosen.size ? `${facet.label} (${chosen.size})` : facet.label;
    const order = facet.name === "year" ? (a, b) => compare(b.value, a.value) : (a, b) => b.count - a.count || a.place - b.place;
    values.sort(order);
    const fieldset = document.createElement("fieldset"), legend = document.createElement("legend");
    legend.className = "sb-dold";
    legend.textContent = facet.label;
    fieldset.append(legend, ...values.slice(0, OPEN_FACETS).map((value) => row(facet, value, chosen)));
    if (values.length > OPEN_FACETS) fieldset.append(rest(facet, values.slice(OPEN_FACETS), chosen, open));
    details.append(summary, fieldset);
    return details;
  }

  /* The values after the first few; there may be hundreds, so their rows are made when shown. */
  function rest(facet, values, chosen, open) {
    const details = document.createElement("details"), summary = document.createElement("summary");
    const fill = () => details.open && details.childElementCount === 1 &&
      details.append(...values.map((value) => row(facet, value, chosen)));
    details.id = `sb-fasett-${facet.name}-fler`;
    details.className = "sb-fasett__fler";
    details.open = open.has(details.id) || values.some(({ value }) => chosen.has(value));
    summary.textContent = `${values.length} till`;
    details.append(summary);
    details.addEventListener("toggle", fill);
    fill();
    return details;
  }

  function row(facet, { value, label, count }, chosen) {
    const element = document.createElement("label"), box = document.createElement("input");
    const number = document.createElement("span");
    box.type = "checkbox";
    box.id = `sb-fasett-${facet.name}-${value}`;
    box.checked = chosen.has(value);
    box.addEventListener("change", () => go((params) => {
      const kept = params.getAll(facet.name).filter((each) => each !== value);
      params.delete(facet.name);
      for (const each of box.checked ? [...kept, value] : kept) params.append(facet.name, each);
    }));
    number.className = "sb-fasett__antal";
    number.textContent = count;
    element.append(box, ` ${label} `, number);
    return element;
  }

  function showPages(page, pages) {
    const nav = place.querySelector(".sb-sidor");
    nav.hidden = pages === 1;
    const link = (to, text) => {
      const element = document.createElement("button");
      element.type = "button";
      element.textContent = text;
      element.disabled = to < 1 || to > pages;
      element.addEventListener("click", () => go((params) => params.set("sida", to > 1 ? to : ""), { toTop: true }));
      return element;
    };
    const where = document.createElement("span");
    where.textContent = `Sida ${page} av ${pages}`;
    nav.replaceChildren(link(page - 1, "Föregående"), where, link(page + 1, "Nästa"));
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go((params) => params.set("q", field.value.trim()), { replace: true }), WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go((params) => params.set("q", field.value.trim()));
    tell();
  });
  place.querySelector(".sb-hopp").addEventListener("click", (event) => {
    event.preventDefault(); /* the address is for what is asked */
    (list.querySelector("a") ?? list).focus();
  });
  sort.addEventListener("change", () => go((params) => params.set("sort", sort.value)));
  addEventListener("popstate", show);
  await show();
  if (field.value && document.activeElement === document.body) tell();
}

function holds(facet, chosen, document) {
  return facet.of[document].some((at) => chosen.has(facet.values[at].value));
}

/* How many of the documents have each value of a facet. */
function counted(facet, documents) {
  const counts = new Uint32Array(facet.values.length);
  for (const document of documents) for (const at of facet.of[document]) counts[at]++;
  return counts;
}

function sorted(search, documents, order) {
  if (order === "titel" || order === FIRST) {
    const place = (search.titlePlaces ??= places(search.entries.map(({ title }) => title)));
    const worth = order === FIRST ? search.ranking.worth : place.map(() => 0);
    return documents.sort((a, b) => worth[b] - worth[a] || place[a] - place[b]);
  }
  if (order !== "ar") return documents;
  const { values, of } = search.facets.find((facet) => facet.name === "year");
  const year = (document) => values[of[document].at(-1)]?.value ?? "";
  const place = new Map(documents.map((each, at) => [each, at]));
  return documents.sort((a, b) => compare(year(b), year(a)) || place.get(a) - place.get(b));
}

/* Where each text stands in Swedish order. To compare so takes long; it is done once. */
function places(texts) {
  const order = texts.map((_, at) => at).sort((a, b) => compare(texts[a], texts[b]) || a - b);
  const found = new Uint32Array(order.length);
  order.forEach((text, at) => { found[text] = at; });
  return found;
}
