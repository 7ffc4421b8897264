/* A search field with hits below it while one writes: a combobox with a list (WAI-ARIA
   Authoring Practices, "Editable Combobox With List Autocomplete"). Enter without a choice,
   and a browser without this script, go to the search page. */

const SHOWN = 8;
let boxes = 0;

/** Make a form with a text field into a combobox; `engine` fetches the search when needed. */
export function attach(form, engine) {
  const field = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [], active = -1, asked = 0;
  // Keys pressed while hits are on their way wait for them: a choice among the hits of half a
  // word would be lost when those of the whole word came.
  let settled = Promise.resolve(), fetching = 0, moves = 0;

  list.id = `sb-forslag-${++boxes}`;
  list.className = "sb-forslag";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Träffar");
  status.className = "sb-dold";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) field.setAttribute(name, value);

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(at) {
    options[active]?.element.setAttribute("aria-selected", "false");
    active = at;
    const option = options[at]?.element;
    if (!option) { field.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function show(made, message) {
    options = made;
    active = -1;
    field.removeAttribute("aria-activedescendant");
    options.forEach(({ element }, at) => { element.id = `${list.id}-${at}`; });
    list.replaceChildren(...options.map(({ element }) => element));
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = message;
  }

  function option(run, className, ...content) {
    const element = document.createElement("li");
    element.className = className;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.append(...content);
    element.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
    element.addEventListener("click", run);
    return { element, run };
  }

  async function update() {
    const written = field.value.trim();
    const turn = ++asked;
    if (!written) { show([], ""); return; }
    let found;
    try {
      found = await engine();
    } catch {
      if (turn === asked) show([], "Sökningen kunde inte hämtas.");
      return;
    }
    const text = found.completed(written);
    const { hits, query, suggestion, weak } = found.search(text);
    const best = hits.slice(0, SHOWN);
    const snippets = await Promise.all(best.map(([document]) => found.snippet(document, query)));
    if (turn !== asked) return;
    const made = [];
    if (suggestion) made.push(option(() => again(suggestion), "sb-forslag__rad", "Menade du ", strong(suggestion), "?"));
    best.forEach(([document], at) => {
      const entry = found.entries[document];
      const go = () => { location.href = new URL(`../${entry.url}`, found.base); };
      made.push(option(go, "sb-forslag__traff", ...hit(found, entry, snippets[at], query)));
    });
    if (!hits.length) made.push(option(submit, "sb-forslag__rad", "Inga träffar"));
    else made.push(option(submit, "sb-forslag__rad", `Visa alla ${hits.length} ${weak ? "svaga träffar" : "träffar"}`));
    show(made, told(hits.length, weak, suggestion));
  }

  function again(text) {
    field.value = text;
    search();
    field.focus();
  }

  function search() {
    choose(-1);
    fetching++;
    settled = update().finally(() => fetching--);
  }

  function move(step) {
    moves++;
    settled = settled.then(() => {
      moves--;
      if (!list.hidden) choose((active + 1 + step + options.length + 1) % (options.length + 1) - 1);
    });
  }

  function submit() {
    form.requestSubmit();
  }

  field.addEventListener("focus", () => { engine().catch(() => {}); });
  field.addEventListener("input", search);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden && !fetching) search();
      else move(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && (active >= 0 || moves)) {
      event.preventDefault();
      settled.then(() => (active >= 0 ? options[active].run() : submit()));
    } else if (key === "Escape") {
      if (list.hidden) field.value = "";
      asked++;
      close();
    }
  });
}

/** What is read aloud of a search. */
export function told(count, weak, suggestion) {
  const found = count === 0 ? "Inga träffar." : count === 1 ? "1 träff." : `${count} träffar.`;
  const doubt = weak ? " De är svaga: banken saknar minst hälften av orden." : "";
  return `${found}${doubt}${suggestion ? ` Menade du ${suggestion}?` : ""}`;
}

/** The nodes that show a hit: title, kind and snippet, with the answering words marked. */
export function hit(search, entry, snippet, query) {
  const title = document.createElement("span");
  const kind = document.createElement("span");
  const text = document.createElement("span");
  title.className = "sb-traff__rubrik";
  kind.className = "sb-traff__slag";
  text.className = "sb-traff__text";
  title.append(...marks(search, entry.title, query));
  kind.textContent = entry.label;
  text.append(...marks(search, snippet, query));
  return [title, kind, text];
}

function marks(search, text, query) {
  return search.marked(text, query).map(([piece, answers]) => {
    if (!answers) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

function strong(text) {
  const element = document.createElement("strong");
  element.textContent = text;
  return element;
}
