// One map on the page: stage, legend, camera. Everything that draws goes through a queue, one after the other.

const GLIDE_MS = 700;
const GLIDE_POINTS = 100_000; // more would not move smoothly
const KEYS = { ArrowLeft: [0.15, 0], ArrowRight: [-0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };

const createView = (parent, first, withoutWebgl) => {
  const page = createFrame(parent, first);
  const { root, stage, canvas } = page;
  const card = createCard(stage);
  const legend = createLegend(page.list, () => enqueue(refilter));
  const key = first.key;
  const rest = memory.rest.get(key);
  let shown = null; // what is on the stage: id, customers, labels, points, reach, index, hover, words, ground
  let queue = Promise.resolve();
  let drawn = 0;
  let atHome = true;
  let gone = false;

  let surface = createPlot(canvas, ...page.size(), () => enqueue(rebuild));
  if (!surface) {
    page.withoutWebgl(first.words.no_webgl);
    withoutWebgl();
    return { update() {}, destroy: () => root.remove() };
  }

  const enqueue = (step) => {
    queue = queue.then(() => gone || step()).catch((problem) => console.error("map:", problem));
    return queue;
  };

  // Camera

  const camera = () => surface.plot.get("camera");
  const moved = () => {
    atHome = false;
    surface.plot.redraw();
  };
  const zoom = (times) => {
    camera().scale([times, times], [0, 0]);
    moved();
  };
  const home = () => {
    const [width, height] = page.size();
    atHome = true;
    return [[0, 0], 1.06 * Math.max(shown.reach[1], (shown.reach[0] * height) / width, 0.05)];
  };
  const goHome = () =>
    enqueue(() => surface.plot.zoomToLocation(...home(), { transition: !calm(), transitionDuration: 300 }));

  // Drawing

  const hiddenRows = () => {
    const off = new Set(legend.hiddenLabels());
    if (!off.size) return undefined;
    const rows = [];
    shown.labels.forEach((label, i) => off.has(label) || rows.push(i));
    return rows;
  };
  // The library counts the points in view, for their opacity, only when the view changes: say that it did, before
  // the next frame, so that one frame is enough.
  const recount = () => surface.plot.view(surface.plot.get("cameraView"), { preventEvent: true });
  const done = () => {
    drawn += 1;
    page.tell({ ...shown, drawn, hidden: legend.hiddenLabels() });
    page.note(shown.points.length && hiddenRows()?.length === 0 ? shown.words.all_hidden : "");
  };
  const refilter = async () => {
    card.hide();
    const rows = hiddenRows();
    const drawing = rows ? surface.plot.filter(rows) : surface.plot.unfilter();
    recount();
    await drawing;
    done();
  };
  const paint = () => {
    legend.show(shown.legend, shown.words, shown.ground.dark);
    surface.plot.set({ ...pointColours(shown.legend, shown.ground), ...pointStyle(shown.points.length) });
  };
  const drawPoints = async (glide) => {
    if (shown.points.length) {
      const options = { zDataType: "categorical", filter: hiddenRows(), spatialIndex: shown.index };
      const drawing = surface.plot.draw(shown.points, { ...options, transition: glide, transitionDuration: GLIDE_MS });
      recount();
      await drawing;
      shown.index = surface.plot.get("spatialIndex");
    }
    done();
  };

  const placePoints = (before, head, labels, coordinates) => {
    if (before?.id === head.id) return { points: before.points, index: before.index };
    const points = new Array(labels.length);
    for (let i = 0; i < points.length; i++) points[i] = [coordinates.xy[2 * i], coordinates.xy[2 * i + 1], 0];
    return { points, index: undefined };
  };

  const aim = (before, sameCustomers) => {
    if (before?.id === shown.id || (before && sameCustomers && !atHome)) return;
    const back = !before && rest && (rest.id === shown.id || (shown.customers && rest.customers === shown.customers));
    if (back && !rest.atHome) {
      atHome = false;
      camera().setView(Float32Array.from(rest.view));
    } else {
      camera().lookAt(...home());
    }
  };

  const draw = async (head, labels, coordinates) => {
    const before = shown;
    const ground = groundOf(root);
    if (before?.state === head.state && before.ground.name === ground.name) return;
    if (labels.length * 2 !== coordinates.xy.length) throw new Error(`map ${head.id}: coordinates of other customers`);
    const same = head.customers && before?.customers === head.customers && before.points.length === labels.length;
    shown = { ...head, labels, ground, reach: coordinates.reach, ...placePoints(before, head, labels, coordinates) };
    shown.points.forEach((point, i) => (point[2] = labels[i]));
    page.words(head);
    paint();
    aim(before, same);
    await drawPoints(same && before.id !== head.id && labels.length <= GLIDE_POINTS && !calm());
  };

  const rebuild = async () => {
    const view = [...surface.plot.get("cameraView")];
    surface.destroy();
    surface = createPlot(canvas, ...page.size(), () => enqueue(rebuild));
    if (!surface) {
      page.withoutWebgl(shown.words.no_webgl);
      return withoutWebgl();
    }
    listen();
    camera().setView(Float32Array.from(view));
    shown.index = undefined;
    paint();
    await drawPoints(false);
  };

  // Listening

  const listen = () => {
    surface.plot.subscribe("pointover", (row) => {
      const entry = legend.entryOf(shown.labels[row]);
      card.show(entry, shown.ground.dark ? entry.dark : entry.colour, memory.hover.get(shown.hover), row);
    });
    surface.plot.subscribe("pointout", card.hide);
  };
  listen();

  const resized = new ResizeObserver(() => enqueue(async () => {
    if (!surface || page.fits()) return;
    await surface.resize(...page.measure());
    if (shown && atHome) camera().lookAt(...home());
    surface.plot.redraw();
  }));
  resized.observe(stage);

  const focused = () => stage.contains(document.activeElement);
  // The wheel scrolls the page until somebody has clicked the map; a click selects nothing (the library would).
  const wheel = (e) => (focused() || e.ctrlKey || e.metaKey ? (atHome = false) : e.stopPropagation());
  stage.addEventListener("wheel", wheel, true);
  stage.addEventListener("click", (e) => e.stopPropagation(), true);
  stage.addEventListener("mousemove", (e) => e.buttons === 1 && ((atHome = false), card.hide()));
  stage.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (KEYS[e.key]) camera().pan(KEYS[e.key]), moved();
    else if (e.key === "+" || e.key === "=") zoom(1.4);
    else if (e.key === "-") zoom(1 / 1.4);
    else if (e.key === "0" || e.key === "Home") goHome();
    else return;
    e.preventDefault();
  });
  page.zoomIn.addEventListener("click", () => zoom(1.4));
  page.zoomOut.addEventListener("click", () => zoom(1 / 1.4));
  page.reset.addEventListener("click", goHome);
  page.all.addEventListener("click", legend.showAll);
  if (rest) legend.restore(rest.hidden);
  memory.maps[key] = page.told;
  page.told.camera = () => [...surface.plot.get("cameraView")];

  return {
    update: (head, labels, coordinates) => enqueue(() => draw(head, labels.slice(), coordinates)),
    destroy() {
      gone = true;
      resized.disconnect();
      if (shown) {
        const { id, customers } = shown;
        const view = [...surface.plot.get("cameraView")];
        memory.rest.set(key, { view, atHome, id, customers, hidden: legend.hiddenSegments() });
      }
      surface?.destroy();
      if (memory.maps[key] === page.told) delete memory.maps[key];
      root.remove();
    },
  };
};
