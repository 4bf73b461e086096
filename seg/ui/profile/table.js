// The profile table. What is searched for is told after a moment of rest, so that exports hold what is seen.

const tables = new WeakMap();
const REST = 500; // milliseconds

const drawBars = (place, bars) => {
  const wide = bars.reduce((sum, [width]) => sum + width, 0), most = Math.max(...bars.map(([, share]) => share));
  const picture = svg("svg", { class: "bars", viewBox: `0 0 ${wide * 10} 20`, preserveAspectRatio: "none", "aria-hidden": "true" }, place);
  let at = 0, path = "";
  for (const [width, share] of bars) {
    const height = share ? Math.max(1, (19 * share) / most) : 0;
    if (height) path += `M${at * 10 + 1} 20V${20 - height}H${(at + width) * 10 - 1}V20Z`;
    at += width;
  }
  svg("path", { d: path }, picture);
};

const createHead = (place, { words, columns }) => {
  const line = element("tr", "", place);
  const first = element("th", "", line, words.dimension);
  first.scope = "col";
  for (const { name, size, share, colour } of columns) {
    const cell = element("th", "", line);
    cell.scope = "col";
    cell.title = name;
    if (colour) element("span", "colour", cell).style.background = colour;
    element("span", "segment", cell, name.replaceAll("_", "_\u200b")); // names of columns may break at their joints
    element("div", "size", cell, [size, share].filter(Boolean).join(" · "));
  }
};

const createRow = (row, several) => {
  const line = element("tr", row.first ? "" : "more-of-it");
  const head = element("th", "", line);
  head.scope = "row";
  if (row.first) {
    element("div", "name", head, row.level ? `${row.name}: ${row.level}` : row.name);
    const meta = [several && row.statistic, row.unit, row.strength, row.known].filter(Boolean).join(" · ");
    element("div", "meta", head, meta);
  } else {
    element("div", "statistic", head, row.statistic);
  }
  for (const [text, step, marker, told, bars] of row.cells) {
    const cell = element("td", `${step ? `step${step}` : ""} ${marker ? "marker" : ""} ${/\d/.test(text) ? "" : "quiet"}`, line);
    element("div", "", cell, text);
    cell.title = told;
    if (bars.length) drawBars(cell, bars);
  }
  return line;
};

const createTable = (parent) => {
  const root = element("div", "profile", parent);
  const tools = element("div", "tools", root);
  const search = element("input", "search", tools);
  search.type = "search";
  const count = element("span", "count", tools);
  count.setAttribute("aria-live", "polite");
  const pane = element("div", "pane", root);
  pane.tabIndex = 0;
  const table = element("table", "", pane), head = element("thead", "", table), body = element("tbody", "", table);
  const nothing = element("p", "nothing", pane);
  let data, tell, lines = [], drawn = "", rest;

  const paint = () => {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    const seen = new Set();
    for (const { row, line, of } of lines) {
      const fits = wanted.length ? wanted.every((word) => row.searched.includes(word)) : row.marker || !data.markers;
      line.hidden = !fits;
      if (!fits) continue;
      seen.add(row.dimension);
      of.found = true;
    }
    for (const basis of new Set(lines.map(({ of }) => of))) {
      if (basis.line) basis.line.hidden = !basis.found;
      basis.found = false;
    }
    nothing.hidden = seen.size > 0;
    count.textContent = filled(data.words.counted, { shown: seen.size, count: data.dimensions });
  };

  const build = () => {
    head.replaceChildren();
    createHead(head, data);
    let of = { name: null };
    lines = data.rows.map((row) => {
      if (of.name !== (data.by_basis ? row.basis : "")) {
        of = { name: data.by_basis ? row.basis : "" };
        if (of.name) {
          of.line = element("tr", "basis");
          element("th", "", of.line, of.name).colSpan = 1;
          element("td", "", of.line).colSpan = data.columns.length;
        }
      }
      return { row, of, line: createRow(row, data.several) };
    });
    const nodes = [];
    for (const { of, line } of lines) {
      if (of.line && !nodes.includes(of.line)) nodes.push(of.line);
      nodes.push(line);
    }
    body.replaceChildren(...nodes);
  };

  search.addEventListener("keydown", (event) => event.stopPropagation());
  search.addEventListener("input", () => {
    paint();
    clearTimeout(rest);
    rest = setTimeout(() => tell("search", search.value), REST);
  });
  return (message, setStateValue) => {
    data = message;
    tell = setStateValue;
    search.placeholder = data.words.search;
    search.setAttribute("aria-label", data.words.search);
    nothing.textContent = data.words.nothing;
    table.style.minWidth = `${15 + 6.6 * data.columns.length}rem`;
    const wanted = JSON.stringify([data.rows, data.columns, data.by_basis, data.words]);
    if (wanted !== drawn) build();
    drawn = wanted;
    paint();
  };
};

export default ({ data, parentElement, setStateValue }) => {
  if (!tables.has(parentElement)) tables.set(parentElement, createTable(parentElement));
  tables.get(parentElement)(data, setStateValue);
  return () => tables.delete(parentElement);
};
