// One map on the page: stage, legend, camera. Everything that draws goes through a queue, one after the other.

const createView = (parent, first, tell) => {
  const page = createFrame(parent, first);
  const { root, stage, canvas } = page;
  const rest = memory.rest.get(first.key);
  let shown = null; // the message with all that it names, and: points, index, density, ground
  let queue = Promise.resolve();
  let drawn = 0;
  let gone = false;
  let drawing = false;

  let surface = createPlot(canvas, ...page.size(), () => enqueue(rebuild));
  if (!surface) {
    page.withoutWebgl(first.words.no_webgl);
    tell.withoutWebgl();
    return { update() {}, destroy: () => root.remove() };
  }

  const work = (step) => {
    drawing = true;
    thinning.settle();
    return Promise.resolve(step()).finally(() => (drawing = false));
  };
  const enqueue = (step) => {
    queue = queue.then(() => gone || work(step)).catch((problem) => console.error("map:", problem));
    return queue;
  };

  // Asking

  const toMap = ([x, y]) => [(x - shown.centre[0]) / shown.half, (y - shown.centre[1]) / shown.half];
  const fromMap = ([x, y]) => [x * shown.half + shown.centre[0], y * shown.half + shown.centre[1]];
  const ask = (asked) => tell.ask({ map_id: shown.id, ...asked });
  const askSegment = (segment, add) => ask({ kind: "segment", segment, add });
  const askClear = () => {
    overlay.pending(null);
    if (shown.marks.outlines.length || shown.lit) ask({ kind: "clear" });
  };
  const askAt = ([x, y], add) => {
    const [segment, row] = [overlay.segmentAt(x, y), surface.plot.get("hoveredPoint")];
    if (segment !== undefined) askSegment(segment, add);
    else if (row >= 0) ask({ kind: "customer", row });
  };
  const outline = (corners, { done, add } = {}) => {
    card.hide();
    const places = corners && corners.map((corner) => fromStage(camera.matrix(), corner));
    overlay.pending(places, shown.ground.accent);
    if (done) ask({ kind: "area", points: places.map(fromMap), hidden: legend.hiddenSegments(), add });
  };

  const card = createCard(stage);
  const overlay = createOverlay(stage, page.bars);
  const camera = createCamera(page, () => surface.plot);
  const legend = createLegend(page.list, {
    changed: () => enqueue(refilter),
    asked: askSegment,
    pointed(segment) {
      outlined = segment;
      showContours();
    },
  });
  const tools = createTools(page, {
    first: rest?.tool ?? "move",
    drawing: () => (shown ?? first).drawing,
    drawn: outline,
    clicked: askAt,
    cleared: askClear,
    changed: (tool) => page.hint((shown ?? first).words[tool === "move" ? "hint" : "hint_drawing"]),
  });

  // What lies over the points

  let outlined = null; // the segment whose row in the legend is pointed at
  const on = { names: rest?.on.names ?? true, outlines: rest?.on.outlines ?? false };
  const showContours = () => {
    const entries = legend.shownEntries().filter((entry) => on.outlines || entry.segment === outlined);
    overlay.around(entries.map(({ label, segment, colour, dark }) => ({
      segment, colour: shown.tint ? shown.ground.text : shown.ground.dark ? dark : colour, rings: shown.density.rings(label),
    })));
  };
  const marks = () => ({
    outlines: shown.marks.outlines.map(({ name, points }) => ({ name, points: points.map(toMap) })),
    arrows: shown.marks.arrows.map(({ name, x, y }) => ({ name, start: toMap([0, 0]), tip: toMap([x, y]) })),
    pointed: shown.marks.pointed && {
      name: shown.marks.pointed.name, at: toMap(shown.marks.pointed.at), near: shown.marks.pointed.near.map(toMap),
    },
  });
  const dress = () => {
    const named = on.names ? legend.shownEntries().filter(({ label }) => shown.density.count(label)) : [];
    named.sort((one, two) => shown.density.count(two.label) - shown.density.count(one.label));
    const names = named.map(({ segment, name, label, colour, dark }) => ({
      segment, name, place: shown.density.peak(label), colour: shown.tint ? null : shown.ground.dark ? dark : colour,
    }));
    overlay.show(shown.ground, marks(), names);
    showContours();
    overlay.follow(camera.matrix(), page.size());
  };
  const toggle = (made, what) => {
    on[what] = !on[what];
    made.setAttribute("aria-pressed", String(on[what]));
    dress();
  };

  // Drawing

  const rows = () => rowsShown(shown.labels, legend.hiddenLabels());
  const thinning = createThinning(() => surface.plot, () => shown, rows);
  const done = () => {
    drawn += 1;
    page.tell({ ...shown, drawn, hidden: legend.hiddenLabels() });
    page.note(shown.points.length && rows()?.length === 0 ? shown.words.all_hidden : "");
  };
  const refilter = async () => {
    card.hide();
    dress();
    await filterPoints(surface.plot, rows());
    done();
  };

  const aim = (before, sameCustomers) => {
    if (before?.id === shown.id || (before && sameCustomers && !camera.atHome())) return;
    const back = !before && rest && (rest.id === shown.id || (shown.customers && rest.customers === shown.customers));
    if (back && !rest.atHome) camera.restore(rest.view);
    else camera.lookHome(shown.reach);
  };

  const assemble = (head, { coordinates, labels, ...rest }, ground, before) => {
    const { xy, reach, centre, half } = coordinates;
    if (labels.labels.length * 2 !== xy.length) throw new Error(`map ${head.id}: coordinates of other customers`);
    const placed = before?.id === head.id ? before : { points: pointsOf(coordinates) };
    const counted = before?.id === head.id && before.labels === labels.labels ? before : {};
    const density = counted.density ?? createDensity(xy, labels.labels);
    return { ...head, ...rest, ...labels, id: head.id, reach, centre, half, ground, density,
      points: placed.points, index: placed.index,
      points_of: JSON.stringify([head.kept, head.legend, ground.name]) };
  };

  const draw = async (head, things) => {
    const before = shown;
    const ground = groundOf(root);
    if (before?.state === head.state && before.ground.name === ground.name) return;
    shown = assemble(head, things, ground, before);
    const same = head.customers && before?.customers === head.customers && before.points.length === shown.points.length;
    const glide = same && before.id !== head.id && shown.points.length <= GLIDE_POINTS && !calm();
    page.words(head);
    tools.words(head.words);
    legend.show(head.legend, { words: head.words, dark: ground.dark, drawing: head.drawing });
    root.classList.toggle("seg-map-tinted", Boolean(shown.tint));
    showKey(page.tintKey, shown.tint, ground.dark);
    overlay.pending(null);
    aim(before, same);
    overlay.away(glide);
    dress();
    if (before?.points_of !== shown.points_of) {
      const melt = same && before.id !== head.id && !glide && !calm() ? crossFade(canvas) : () => {};
      await drawPoints(surface.plot, shown, rows(), glide);
      melt();
    }
    overlay.away(false);
    done();
    if (head.marks.pointed && JSON.stringify(head.marks.pointed) !== JSON.stringify(before?.marks.pointed)) {
      await camera.bringIntoView(toMap(head.marks.pointed.at));
    }
  };

  const rebuild = async () => {
    const view = camera.view();
    surface.destroy();
    surface = createPlot(canvas, ...page.size(), () => enqueue(rebuild));
    if (!surface) {
      page.withoutWebgl(shown.words.no_webgl);
      return tell.withoutWebgl();
    }
    listen();
    surface.plot.get("camera").setView(Float32Array.from(view));
    shown.index = undefined;
    await drawPoints(surface.plot, shown, rows(), false);
    done();
  };

  // A picture to take away

  const inView = () => {
    const [m, [width, height], hidden] = [camera.matrix(), page.size(), new Set(legend.hiddenLabels())];
    const order = shown.lit ? orderOf(shown.lit, shown.points.length) : [...shown.points.keys()];
    return order.filter((row) => {
      if (hidden.has(shown.labels[row])) return false;
      const [x, y] = toStage(m, shown.points[row]);
      return x >= 0 && y >= 0 && x <= width && y <= height;
    });
  };
  const takeAway = async (kind) => {
    const { ground, tint, picture, words } = shown;
    const [visible, paint, m] = [inView(), paintOf(shown), camera.matrix()];
    const shade = (entry) => (tint ? "#9aa0a8" : ground.dark ? entry.dark : entry.colour);
    const key = tint && { title: tint.title, rows: tint.names.map((name, i) => ({ name, colour: (ground.dark ? tint.dark : tint.colours)[i] })) };
    const circles = visible.length <= MOST_CIRCLES && {
      rows: visible, place: (row) => toStage(m, shown.points[row]), colour: (row) => paint.colours[paint.codes[row]],
      ...lookOf(shown, camera.view(), page.size(), visible.length),
    };
    const pixels = circles ? null : await surface.plot.export({ scale: SCALE });
    const legendRows = legend.shownEntries().map((entry) => ({ name: entry.name, size: entry.size, colour: shade(entry) }));
    const map = { theme: ground, size: page.size(), picture, key, legend: legendRows, heading: words.legend };
    await savePicture({ ...map, overlay: overlay.root, circles, pixels }, kind);
  };

  // Listening

  const listen = () => {
    surface.plot.subscribe("pointover", (row) => {
      if (tools.busy()) return;
      const entry = legend.entryOf(shown.labels[row]);
      card.show(entry.name, plainColour(shown, row), factsOf(shown, row));
    });
    surface.plot.subscribe("pointout", card.hide);
    surface.plot.subscribe("drawing", () => {
      if (shown && overlay.follow(camera.matrix(), page.size()) && !drawing) thinning.moved();
    });
  };
  listen();

  const resized = new ResizeObserver(() => enqueue(async () => {
    if (!surface || page.fits()) return;
    await surface.resize(...page.measure());
    if (shown && camera.atHome()) camera.lookHome(shown.reach);
    surface.plot.redraw();
  }));
  resized.observe(stage);

  listenToHands(page, {
    camera, card, tools,
    goHome: () => enqueue(() => camera.flyHome(shown.reach)),
    nameAt: (place) => (shown?.drawing ? overlay.segmentAt(...place) : undefined),
  });
  page.all.addEventListener("click", legend.showAll);
  for (const what of ["names", "outlines"]) {
    page[what].setAttribute("aria-pressed", String(on[what]));
    page[what].addEventListener("click", () => toggle(page[what], what));
  }
  page.png.addEventListener("click", () => enqueue(() => takeAway("png")));
  page.svgFile.addEventListener("click", () => enqueue(() => takeAway("svg")));
  if (rest) legend.restore(rest.hidden);
  memory.maps[first.key] = page.told;
  page.told.camera = camera.view;

  return {
    update: (head, things) => enqueue(() => draw(head, things)),
    destroy() {
      gone = true;
      thinning.stop();
      resized.disconnect();
      if (shown) {
        const { id, customers } = shown;
        const kept = { view: camera.view(), atHome: camera.atHome(), id, customers, on, tool: tools.now() };
        memory.rest.set(first.key, { ...kept, hidden: legend.hiddenSegments() });
      }
      surface?.destroy();
      if (memory.maps[first.key] === page.told) delete memory.maps[first.key];
      root.remove();
    },
  };
};
