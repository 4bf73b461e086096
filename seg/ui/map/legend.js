// The legend: one row per segment that hides and shows it, isolates it, and asks who is in it. What is hidden is
// remembered by the identity of the segment, not by its number, so that it stays hidden when k changes.

const createLegend = (list, { changed, asked, pointed }) => {
  let entries = [];
  let hidden = new Set();
  let drawn = "";

  const isolated = (id) => entries.every((entry) => hidden.has(entry.segment) === (entry.segment !== id));
  const set = (ids) => {
    hidden = new Set(ids);
    mark();
    changed();
  };
  const toggle = (id) => set(hidden.has(id) ? [...hidden].filter((other) => other !== id) : [...hidden, id]);
  const isolate = (id) => set(isolated(id) ? [] : entries.map((e) => e.segment).filter((other) => other !== id));

  const mark = () => {
    for (const row of list.children) {
      const off = hidden.has(row.dataset.segment);
      row.classList.toggle("seg-map-off", off);
      row.querySelector(".seg-map-toggle").setAttribute("aria-pressed", String(!off));
      const alone = isolated(row.dataset.segment) && entries.length > 1;
      row.querySelector(".seg-map-only").setAttribute("aria-pressed", String(alone));
    }
  };

  const act = (kind, row, word, name, i, press) => {
    const made = button(kind, row, press);
    made.textContent = word;
    made.id = `${list.id}-${kind}-${i}`;
    made.setAttribute("aria-labelledby", `${made.id} ${name.id}`);
  };

  const addRow = (entry, words, dark, drawing, i) => {
    const row = element("li", "", list);
    row.dataset.segment = entry.segment;
    const show = button("seg-map-toggle", row, (e) => (e.altKey ? isolate(entry.segment) : toggle(entry.segment)));
    show.addEventListener("dblclick", () => isolate(entry.segment));
    element("span", "seg-map-swatch", show).style.background = dark ? entry.dark : entry.colour;
    const name = element("span", "seg-map-name", show);
    name.textContent = name.title = entry.name;
    name.id = `${list.id}-name-${i}`;
    element("span", "seg-map-size", show).textContent = entry.size;
    const acts = element("span", "seg-map-acts", row);
    act("seg-map-only", acts, words.only, name, i, () => isolate(entry.segment));
    if (drawing) act("seg-map-who", acts, words.who, name, i, (e) => asked(entry.segment, e.shiftKey));
    row.addEventListener("mouseenter", () => pointed(entry.segment));
    row.addEventListener("mouseleave", () => pointed(null));
    row.addEventListener("focusin", () => pointed(entry.segment));
    row.addEventListener("focusout", () => pointed(null));
  };

  // Rows are made again only when they change; the focus stays on the same button.
  const rebuild = (words, dark, drawing) => {
    const wanted = JSON.stringify([entries, words.only, words.who, dark, drawing]);
    if (wanted === drawn) return;
    drawn = wanted;
    const focus = list.contains(document.activeElement) ? document.activeElement : null;
    const segment = focus?.closest("li").dataset.segment;
    list.replaceChildren();
    entries.forEach((entry, i) => addRow(entry, words, dark, drawing, i));
    const row = focus && [...list.children].find((one) => one.dataset.segment === segment);
    row?.querySelector(`.${focus.className}`)?.focus();
  };

  return {
    show(newEntries, { words, dark, drawing }) {
      entries = newEntries;
      const known = new Set(entries.map((entry) => entry.segment));
      hidden = new Set([...hidden].filter((id) => known.has(id)));
      if (hidden.size === known.size) hidden.clear(); // a new k must not leave an empty map
      rebuild(words, dark, drawing);
      mark();
    },
    showAll: () => set([]),
    restore: (ids) => (hidden = new Set(ids)),
    hiddenSegments: () => [...hidden],
    hiddenLabels: () => entries.filter((entry) => hidden.has(entry.segment)).map((entry) => entry.label),
    shownEntries: () => entries.filter((entry) => !hidden.has(entry.segment)),
    entryOf: (label) => entries.find((entry) => entry.label === label),
  };
};
