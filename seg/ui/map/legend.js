// The legend: one row per segment that hides and shows it, and isolates it. What is hidden is remembered by the
// identity of the segment, not by its number, so that it stays hidden when k changes.

const createLegend = (list, changed) => {
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
      row.firstChild.setAttribute("aria-pressed", String(!off));
      row.lastChild.setAttribute("aria-pressed", String(isolated(row.dataset.segment) && entries.length > 1));
    }
  };

  const addRow = (entry, words, dark, i) => {
    const row = element("li", "", list);
    row.dataset.segment = entry.segment;
    const show = button("seg-map-toggle", row, (e) => (e.altKey ? isolate(entry.segment) : toggle(entry.segment)));
    show.addEventListener("dblclick", () => isolate(entry.segment));
    element("span", "seg-map-swatch", show).style.background = dark ? entry.dark : entry.colour;
    const name = element("span", "seg-map-name", show);
    name.textContent = name.title = entry.name;
    name.id = `${list.id}-name-${i}`;
    element("span", "seg-map-size", show).textContent = entry.size;
    const only = button("seg-map-only", row, () => isolate(entry.segment));
    only.textContent = words.only;
    only.id = `${list.id}-only-${i}`;
    only.setAttribute("aria-labelledby", `${only.id} ${name.id}`);
  };

  // Rows are made again only when they change; the focus stays on the same button.
  const rebuild = (words, dark) => {
    const wanted = JSON.stringify([entries, words.only, dark]);
    if (wanted === drawn) return;
    drawn = wanted;
    const focus = list.contains(document.activeElement) && document.activeElement;
    const { segment } = (focus && focus.parentElement.dataset) || {};
    const place = focus && focus === focus.parentElement.lastChild ? "lastChild" : "firstChild";
    list.replaceChildren();
    entries.forEach((entry, i) => addRow(entry, words, dark, i));
    if (focus) [...list.children].find((row) => row.dataset.segment === segment)?.[place].focus();
  };

  return {
    show(newEntries, words, dark) {
      entries = newEntries;
      const known = new Set(entries.map((entry) => entry.segment));
      hidden = new Set([...hidden].filter((id) => known.has(id)));
      if (hidden.size === known.size) hidden.clear(); // a new k must not leave an empty map
      rebuild(words, dark);
      mark();
    },
    showAll: () => set([]),
    restore: (ids) => (hidden = new Set(ids)),
    hiddenSegments: () => [...hidden],
    hiddenLabels: () => entries.filter((entry) => hidden.has(entry.segment)).map((entry) => entry.label),
    entryOf: (label) => entries.find((entry) => entry.label === label),
  };
};
