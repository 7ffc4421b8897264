/* Sortable and filterable lists. Without this script they are plain, complete tables. */
"use strict";
(function () {
  const compare = new Intl.Collator("sv", { numeric: true, sensitivity: "base" }).compare;
  const address = new URLSearchParams(location.search);

  function value(row, index) {
    const cell = row.cells[index];
    return cell.dataset.s !== undefined ? cell.dataset.s : cell.textContent.trim();
  }

  function choices(cell) {
    if (!cell || !cell.dataset.v) return [];
    return cell.dataset.v.split("|").map(function (text) {
      const at = text.indexOf(":");
      return [text.slice(0, at), text.slice(at + 1)];
    });
  }

  function store(name, chosen) {
    if (chosen) address.set(name, chosen); else address.delete(name);
    const query = address.toString();
    history.replaceState(null, "", query ? "?" + query : location.pathname);
  }

  /* Each heading becomes a button; aria-sort says how the table is sorted. */
  function sortable(table) {
    const body = table.tBodies[0];
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, index) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sb-sortera";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", function () {
        const down = heading.getAttribute("aria-sort") === "ascending";
        table.querySelectorAll("thead th").forEach(function (th) { th.removeAttribute("aria-sort"); });
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = Array.from(body.rows);
        rows.sort(function (a, b) {
          const left = value(a, index), right = value(b, index);
          if (!left !== !right) return left ? -1 : 1; /* the empty ones last, both ways */
          return (down ? -1 : 1) * compare(left, right);
        });
        body.append(...rows);
      });
    });
  }

  function picker(name, title, options) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    label.append(title, select);
    select.name = name;
    select.append(new Option("Alla", ""));
    Array.from(options).sort(function (a, b) { return compare(a[1], b[1]); })
      .forEach(function (pair) { select.append(new Option(pair[1], pair[0])); });
    select.value = address.get(name) || "";
    if (select.selectedIndex < 0) select.value = "";
    return label;
  }

  /* On a narrow screen the choices would push the list out of sight. */
  function folded(form) {
    if (matchMedia("(min-width: 45em)").matches) return form;
    const box = document.createElement("details");
    const summary = document.createElement("summary");
    box.className = "sb-urvalsruta";
    summary.textContent = "Välj i listan";
    box.open = address.size > 0;
    box.append(summary, form);
    return box;
  }

  /* One choice per column that has a facet, and free text. The choices live in the address. */
  function filterable(table) {
    const rows = Array.from(table.tBodies[0].rows);
    const form = document.createElement("form");
    form.className = "sb-urval";
    form.setAttribute("aria-label", "Urval i listan");
    const text = document.createElement("label");
    const input = document.createElement("input");
    input.type = "text";
    input.name = "ord";
    input.autocomplete = "off";
    input.value = address.get("ord") || "";
    text.append("Ord i listan", input);
    form.append(text);
    const facets = [];
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, index) {
      const name = heading.dataset.facet;
      if (!name) return;
      const options = new Map();
      rows.forEach(function (row) {
        choices(row.cells[index]).forEach(function (pair) { options.set(pair[0], pair[1]); });
      });
      if (options.size < 2) return;
      const label = picker(name, heading.textContent, options);
      form.append(label);
      facets.push([name, index, label.querySelector("select")]);
    });
    const reset = document.createElement("button");
    reset.type = "reset";
    reset.textContent = "Visa alla";
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    form.append(reset);

    function apply() {
      const words = input.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(function (row) {
        const found = (row.textContent + " " + Array.from(row.cells).map(function (cell) {
          return cell.dataset.v || "";
        }).join(" ")).toLocaleLowerCase("sv");
        const fits = words.every(function (word) { return found.includes(word); }) &&
          facets.every(function (facet) {
            const wanted = facet[2].value;
            return !wanted || choices(row.cells[facet[1]]).some(function (pair) {
              return pair[0] === wanted;
            });
          });
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      status.textContent = shown === rows.length
        ? "Visar alla " + rows.length + "."
        : "Visar " + shown + " av " + rows.length + ".";
      reset.hidden = shown === rows.length && !words.length;
    }

    form.addEventListener("input", function (event) {
      store(event.target.name, event.target.value);
      apply();
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () {
      setTimeout(function () { /* after the browser has emptied the fields */
        form.querySelectorAll("select").forEach(function (select) { select.value = ""; });
        input.value = "";
        facets.forEach(function (facet) { store(facet[0], ""); });
        store("ord", "");
        apply();
        input.focus();
      });
    });
    table.parentNode.before(folded(form), status);
    status.className = "sb-antal";
    apply();
  }

  /* On a narrow screen a table of many columns becomes a row of cards: each cell under its heading.
     The roles keep it a table for those who hear it, whatever its cells are shown as. */
  function stackable(table) {
    const headings = Array.from(table.tHead.rows[0].cells, function (cell) { return cell.textContent; });
    const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    table.classList.add("sb-staplad");
    [table].concat(Array.from(table.querySelectorAll("thead, tbody, tr, td"))).forEach(function (element) {
      element.setAttribute("role", roles[element.tagName]);
    });
    table.querySelectorAll("th").forEach(function (cell) {
      cell.setAttribute("role", cell.scope === "row" ? "rowheader" : "columnheader");
    });
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      Array.from(row.cells).forEach(function (cell, index) {
        if (index) cell.dataset.rubrik = headings[index];
      });
    });
  }

  /* A long table scrolls inside its box; the keyboard must be able to reach it. */
  function scrollable(box) {
    if (box.scrollWidth <= box.clientWidth) return;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    const caption = box.querySelector("caption");
    box.setAttribute("aria-label", caption ? caption.textContent : "Tabell");
  }

  /* What is folded away must still open when an address points into it. */
  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (let box = target && target.closest("details"); box; box = box.parentNode.closest("details")) {
      box.open = true;
    }
  }

  /* The theme's buttons on narrow screens are labels, which the keyboard cannot reach. */
  function pressable(id, name) {
    const label = document.querySelector(".md-header__button[for=" + id + "]");
    if (!label) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className + " sb-smal" + id;
    button.setAttribute("aria-label", name);
    button.append(...label.childNodes);
    button.addEventListener("click", function () { document.getElementById(id).click(); });
    label.replaceWith(button);
  }

  /* Opened from disk, a page may not fetch the index; the module of the search is not even run. */
  function tellOfServer() {
    const status = document.querySelector("#sb-sokning [role=status]");
    if (!status || location.protocol !== "file:") return;
    status.textContent = "Sökningen behöver en webbserver. Kör python build.py serve och öppna " +
      "adressen som visas. Utan den finns allt i listorna i menyn.";
  }

  tellOfServer();
  pressable("__drawer", "Meny");
  document.querySelectorAll(".sb-tabell > table.sb-t, table.sb-ord, table.sb-jamforelse").forEach(stackable);
  document.querySelectorAll("table.sb-lista").forEach(sortable);
  document.querySelectorAll("table.sb-lista[data-filter]").forEach(filterable);
  document.querySelectorAll(".sb-tabell").forEach(scrollable);
  addEventListener("hashchange", openTarget);
  openTarget();
})();
