// What lies over the points, as SVG that follows the camera in the frame in which the points are drawn. Everything
// carries its look in attributes, not in the style sheet: a downloaded picture takes it along.

const pathOf = (m, rings, close) =>
  rings
    .map((ring) => {
      const corners = ring.map((place) => toStage(m, place).map((value) => value.toFixed(1)).join(" "));
      return corners.length ? `M${corners.join("L")}${close ? "Z" : ""}` : "";
    })
    .join("");

// A line with a wider one in the colour of the ground under it, so that it stands out from any points.
const lineOver = (parent, theme, rings, close, look) => {
  const under = { fill: "none", stroke: theme.colour, "stroke-opacity": 0.75, "stroke-linejoin": "round" };
  const paths = [
    svg("path", { ...under, "stroke-width": Number(look["stroke-width"]) + 2.5 }, parent),
    svg("path", { fill: "none", "stroke-linejoin": "round", "stroke-linecap": "round", ...look }, parent),
  ];
  return (m) => paths.forEach((path) => path.setAttribute("d", pathOf(m, rings, close)));
};

const HEAD = 9;
const arrowOver = (parent, theme, start, tip) => {
  const look = { stroke: theme.text, "stroke-width": 1.5 };
  const line = lineOver(parent, theme, [[start, tip]], false, look);
  const head = svg("path", { fill: theme.text, stroke: theme.colour, "stroke-width": 0.75 }, parent);
  return (m) => {
    const [[x0, y0], [x, y]] = [toStage(m, start), toStage(m, tip)];
    const long = Math.hypot(x - x0, y - y0) || 1;
    const [dx, dy] = [((x - x0) / long) * HEAD, ((y - y0) / long) * HEAD];
    const corner = (side) => `${(x - dx - side * dy * 0.45).toFixed(1)} ${(y - dy + side * dx * 0.45).toFixed(1)}`;
    line(m);
    head.setAttribute("d", `M${x.toFixed(1)} ${y.toFixed(1)}L${corner(1)}L${corner(-1)}Z`);
  };
};

// Where a name is pushed off its segment, the dot in front of it says whose it is.
const DOT = "● ";
const textOver = (parent, theme, lines, colour, look) => {
  const group = svg("g", { class: "seg-map-label", ...look }, parent);
  const halo = { fill: theme.colour, stroke: theme.colour, "stroke-width": HALO, "stroke-linejoin": "round" };
  for (const dress of [halo, { fill: theme.text }]) {
    const font = { "text-anchor": "middle", "font-family": theme.font, "font-size": 13, "font-weight": 600 };
    const text = svg("text", { ...font, ...dress }, group);
    lines.forEach((line, i) => {
      const start = { x: 0, y: (i - (lines.length - 1) / 2) * LINE + 4.5 };
      const dotted = colour && i === 0;
      if (dotted) svg("tspan", { ...start, ...(dress === halo ? {} : { fill: colour }) }, text).textContent = DOT;
      svg("tspan", dotted ? {} : start, text).textContent = line;
    });
  }
  return (box) => {
    if (box) group.setAttribute("transform", `translate(${box.x.toFixed(1)} ${box.y.toFixed(1)})`);
    box ? group.removeAttribute("display") : group.setAttribute("display", "none");
  };
};

const createOverlay = (stage, bars) => {
  const root = svg("svg", { class: "seg-map-overlay", "aria-hidden": "true" }, stage);
  const layer = (name) => svg("g", { class: name }, root);
  const [around, over, drawnNow, text] = ["seg-map-around", "seg-map-over", "seg-map-pending", "seg-map-text"].map(layer);
  const last = new Map();
  let [aroundFollows, overFollows, names, boxes, pending] = [[], [], [], new Map(), null];
  let [m, size, followed] = [null, [1, 1], ""];
  let theme = null;

  const addName = (key, name, place, { away, off = 0, colour }) => {
    const lines = linesOf(name);
    const put = textOver(text, theme, lines, colour, { "data-key": key });
    const seen = colour ? [DOT + lines[0], ...lines.slice(1)] : lines;
    names.push({ key, place, away, off, put, ...sizeOf(seen, `600 13px ${theme.font}`) });
  };

  const addPointed = ({ name, at, near }) => {
    const look = { stroke: theme.text, "stroke-opacity": 0.65, "stroke-width": 1 };
    if (near.length) overFollows.push(lineOver(over, theme, near.map((to) => [at, to]), false, look));
    const ring = { r: 9, fill: "none" };
    const circles = [
      svg("circle", { ...ring, stroke: theme.colour, "stroke-width": 5 }, over),
      svg("circle", { ...ring, stroke: theme.text, "stroke-width": 2.25 }, over),
    ];
    overFollows.push((m) => {
      const [x, y] = toStage(m, at);
      for (const circle of circles) circle.setAttribute("cx", x.toFixed(1)), circle.setAttribute("cy", y.toFixed(1));
    });
    addName("pointed", name, at, { away: [0, -1], off: 9 });
  };

  const addOutline = ({ name, points }, i) => {
    const look = { stroke: theme.text, "stroke-width": 1.75, fill: theme.text, "fill-opacity": 0.05 };
    const dashes = i ? { "stroke-dasharray": "6 4" } : {};
    overFollows.push(lineOver(over, theme, [points], true, { ...look, ...dashes }));
    addName(`outline ${i}`, name, points.reduce((top, point) => (point[1] > top[1] ? point : top)), { away: [0, -1] });
  };

  const addArrow = ({ name, tip, start }, i) => {
    overFollows.push(arrowOver(over, theme, start, tip));
    const long = Math.hypot(tip[0] - start[0], tip[1] - start[1]) || 1;
    addName(`arrow ${i}`, name, tip, { away: [(tip[0] - start[0]) / long, (start[1] - tip[1]) / long] });
  };

  const follow = () => {
    if (!m || !theme) return;
    for (const move of [...aroundFollows, ...overFollows]) move(m);
    pending?.(m);
    const wanted = names.map((name) => {
      const [x, y] = toStage(m, name.place);
      return { ...name, x, y };
    });
    boxes = placeNames(wanted, size, bars(), last);
    for (const name of names) name.put(boxes.get(name.key));
  };

  return {
    root,
    // `marks` and `names` in coordinates of the map; names of segments in order of size, after all others.
    show(newTheme, marks, segmentNames) {
      theme = newTheme;
      [overFollows, names] = [[], []];
      over.replaceChildren();
      text.replaceChildren();
      marks.outlines.forEach(addOutline);
      marks.arrows.forEach(addArrow);
      if (marks.pointed) addPointed(marks.pointed);
      for (const { segment, name, place, colour } of segmentNames) addName(`segment ${segment}`, name, place, { colour });
      follow();
    },
    around(contours) {
      around.replaceChildren();
      aroundFollows = contours.map(({ rings, colour, segment }) =>
        lineOver(svg("g", { "data-segment": segment }, around), theme, rings, true, { stroke: colour, "stroke-width": 2 }));
      follow();
    },
    // The line that is being drawn, or that waits for its answer; null takes it away.
    pending(points, accent) {
      drawnNow.replaceChildren();
      const look = { stroke: accent, "stroke-width": 2, fill: accent, "fill-opacity": 0.1 };
      pending = points && lineOver(drawnNow, theme, [points], true, look);
      if (m) pending?.(m);
    },
    follow(matrix, newSize) {
      const seen = JSON.stringify([matrix, newSize]);
      if (seen === followed) return false; // a frame for another reason than the camera
      followed = seen;
      [m, size] = [matrix, newSize];
      follow();
      return true;
    },
    away: (gone) => root.classList.toggle("seg-map-away", gone),
    // The segment whose name is at that place of the stage.
    segmentAt(x, y) {
      const hit = [...boxes].find(([key, box]) =>
        key.startsWith("segment ") && Math.abs(box.x - x) * 2 <= box.w && Math.abs(box.y - y) * 2 <= box.h);
      return hit && hit[0].slice("segment ".length);
    },
  };
};
