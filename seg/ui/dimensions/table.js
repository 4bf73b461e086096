// The table of dimensions. Ticks show at once and are told as a list of changes, each with a number that only grows:
// what arrives late, twice or all at once is taken once. Rows stay what they are while their values arrive.

const tables = new WeakMap();
const KINDS = ["forms", "describes"];
const LOCK = "M5 7V5a3 3 0 0 1 6 0v2h.5A1.5 1.5 0 0 1 13 8.5v4A1.5 1.5 0 0 1 11.5 14h-7A1.5 1.5 0 0 1 3 12.5"
  + "v-4A1.5 1.5 0 0 1 4.5 7Zm1.5 0h3V5a1.5 1.5 0 0 0-3 0Z";

const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

const drawBars = (place, bars, apart) => {
  place.replaceChildren();
  const most = Math.max(...bars), width = 120 / bars.length, gap = apart ? Math.min(3, width / 4) : 0.75;
  const picture = svg("svg", { viewBox: "0 0 120 28", preserveAspectRatio: "none", "aria-hidden": "true" }, place);
  bars.forEach((count, at) => {
    const height = count ? Math.max(1.5, (27 * count) / most) : 0.5;
    svg("rect", { x: at * width + gap / 2, y: 28 - height, width: width - gap, height, rx: 0.8 }, picture);
  });
};

const createRow = (label, tick) => {
  const root = element("li", "row");
  const boxes = Object.fromEntries(KINDS.map((kind) => {
    const around = element("label", `tick ${kind}`, root);
    const box = element("input", "", around);
    box.type = "checkbox";
    box.addEventListener("change", () => tick(label, kind, box.checked));
    return [kind, box];
  }));
  const what = element("div", "what", root);
  const top = element("div", "top", what);
  const name = element("span", "name", top);
  const held = element("span", "held", top);
  svg("path", { d: LOCK, fill: "currentColor" }, svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, held));
  const heldWord = element("span", "", held);
  const means = element("div", "means", what);
  const note = element("div", "note", what);
  const bars = element("div", "bars", root);
  bars.setAttribute("role", "img");
  const missing = element("div", "missing", root);
  const kind = element("div", "kind", root);
  let drawn = "";

  const update = (row, words, chosen) => {
    root.dataset.label = label;
    say(name, row.name);
    say(means, row.means);
    means.title = row.means;
    say(note, row.note);
    say(kind, row.kind);
    say(missing, row.missing);
    held.hidden = !row.held;
    held.title = row.held ? words.held_means : "";
    say(heldWord, words.held);
    for (const each of KINDS) {
      boxes[each].checked = chosen === each;
      boxes[each].disabled = !row.can.includes(each) && chosen !== each;
      boxes[each].setAttribute("aria-label", `${words[each]}: ${row.name}`);
      boxes[each].parentElement.title = each === "forms" && row.held && boxes[each].disabled ? words.held_means : "";
    }
    root.classList.toggle("chosen", Boolean(chosen));
    root.classList.toggle("often-missing", row.often_missing);
    bars.classList.toggle("waiting", row.waiting);
    bars.title = row.glance;
    bars.setAttribute("aria-label", row.glance);
    const wanted = JSON.stringify([row.bars, row.apart]);
    if (wanted !== drawn) row.bars.length ? drawBars(bars, row.bars, row.apart) : bars.replaceChildren();
    drawn = wanted;
  };
  return { root, update };
};

const createTable = (parent) => {
  const root = element("div", "dimensions", parent);
  const head = element("div", "head", root);
  const tools = element("div", "tools", head);
  const search = element("input", "search", tools);
  search.type = "search";
  const only = element("button", "only", tools);
  only.type = "button";
  only.setAttribute("aria-pressed", "false");
  const titles = element("div", "row titles", head);
  const cells = Object.fromEntries(["forms", "describes", "name", "glance", "missing", "kind"].map(
    (name) => [name, element("div", `title-${name}`, titles)],
  ));
  const body = element("div", "body", root);
  const nothing = element("p", "nothing", root);
  const rows = new Map(), places = new Map(), latched = new Set(), open = new Set();
  let data, tell, pending = [], last = 0, onlyChosen = false;

  const chosenNow = (row) => {
    let chosen = row.chosen;
    for (const { label, kind, on } of pending) if (label === row.label) chosen = on ? kind : chosen === kind ? "" : chosen;
    return chosen;
  };

  const tick = (label, kind, on) => {
    last = Math.max(last + 1, Date.now());
    pending = [...pending, { n: last, label, kind, on }];
    tell("ticks", pending);
    paint();
  };

  const place = (id, className, make) => {
    if (!places.has(id)) places.set(id, make(element("section", className)));
    return places.get(id);
  };

  const basisPlace = (root) => {
    const line = element("div", "basis-line", root);
    return { root, name: element("h3", "", line), count: element("span", "count", line), groups: element("div", "", root) };
  };

  const groupPlace = (root) => {
    const name = element("h4", "", root), list = element("ul", "", root), more = element("button", "more", root);
    more.type = "button";
    more.addEventListener("click", () => {
      open.has(root.dataset.id) ? open.delete(root.dataset.id) : open.add(root.dataset.id);
      paint();
    });
    return { root, name, list, more };
  };

  // Puts the nodes in this order, touching only those that are elsewhere: what has the focus keeps it.
  const arrange = (parent, nodes) => {
    nodes.forEach((node, at) => {
      if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
    });
    while (parent.children.length > nodes.length) parent.lastChild.remove();
  };

  const paintGroup = (group, wanted, alone) => {
    const here = place(group.id, "group", groupPlace);
    here.root.dataset.id = group.id;
    say(here.name, group.name);
    here.name.hidden = alone || !group.name;
    const narrowed = Boolean(wanted) || onlyChosen;
    let behind = 0, found = 0, chosenCount = 0;
    const nodes = group.rows.map((row) => {
      if (!rows.has(row.label)) rows.set(row.label, createRow(row.label, tick));
      const each = rows.get(row.label), chosen = chosenNow(row);
      if (chosen) latched.add(row.label);
      chosenCount += Boolean(chosen);
      const fits = (!wanted || wanted.every((word) => row.searched.includes(word))) && Boolean(!onlyChosen || chosen);
      const ahead = row.first || latched.has(row.label);
      behind += !ahead;
      each.root.hidden = !fits || (!narrowed && !ahead && !open.has(group.id));
      found += fits;
      each.update(row, data.words, chosen);
      return each.root;
    });
    arrange(here.list, nodes);
    here.root.hidden = !found;
    here.more.hidden = narrowed || !behind;
    here.more.setAttribute("aria-expanded", open.has(group.id));
    say(here.more, open.has(group.id) ? data.words.fewer : filled(data.words.more, { count: behind }));
    return { root: here.root, found, chosen: chosenCount };
  };

  const paint = () => {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    arrange(body, data.bases.map((basis) => {
      const here = place(basis.id, "basis", basisPlace);
      const groups = basis.groups.map((group) => paintGroup(group, wanted.length ? wanted : null, basis.groups.length < 2));
      const available = basis.groups.reduce((sum, group) => sum + group.rows.length, 0);
      const chosen = groups.reduce((sum, group) => sum + group.chosen, 0), here_found = groups.reduce((sum, g) => sum + g.found, 0);
      arrange(here.groups, groups.map((group) => group.root));
      say(here.name, basis.name);
      say(here.count, filled(data.words.counted, { chosen, available }));
      here.root.hidden = !here_found;
      found += here_found;
      return here.root;
    }));
    nothing.hidden = found > 0;
    only.setAttribute("aria-pressed", String(onlyChosen));
  };

  search.addEventListener("input", () => paint());
  search.addEventListener("keydown", (event) => event.stopPropagation()); // Ctrl+Z here takes back letters, not ticks
  only.addEventListener("click", () => {
    onlyChosen = !onlyChosen;
    paint();
  });

  return (message, setStateValue) => {
    data = message;
    tell = setStateValue;
    pending = pending.filter((change) => change.n > data.seen);
    last = Math.max(last, data.seen);
    const { words } = data;
    root.classList.toggle("picture", data.picture);
    search.placeholder = words.search;
    search.setAttribute("aria-label", words.search);
    say(only, words.only_chosen);
    say(nothing, words.nothing);
    for (const [name, cell] of Object.entries(cells)) {
      say(cell, words[name]);
      cell.title = words[`${name}_means`] ?? "";
    }
    for (const basis of data.bases) for (const group of basis.groups) for (const row of group.rows)
      row.searched = plain(`${row.name} ${row.means} ${row.kind}`);
    paint();
  };
};

export default ({ data, parentElement, setStateValue }) => {
  if (!tables.has(parentElement)) tables.set(parentElement, createTable(parentElement));
  tables.get(parentElement)(data, setStateValue);
  return () => tables.delete(parentElement);
};
