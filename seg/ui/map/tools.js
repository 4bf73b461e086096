// Move, lasso and box: which is chosen, and what the pointer does with it. A press that does not move is a click.

const TOOLS = ["move", "lasso", "box"];
const STILL = 4; // pixels that a click may slip

const createTools = (page, { first, drawing, drawn, clicked, changed, cleared }) => {
  const { stage, canvas, tools } = page;
  let tool = first;
  let press = null; // where the button went down, and what was drawn since

  const choose = (name) => {
    tool = drawing() ? name : "move";
    stage.dataset.tool = tool;
    for (const one of tools.children) {
      one.setAttribute("aria-checked", String(one.dataset.tool === tool));
      one.tabIndex = one.dataset.tool === tool ? 0 : -1;
    }
    changed(tool);
  };

  const neighbour = (e) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!step) return;
    e.preventDefault();
    e.stopPropagation(); // the arrows also move the map
    choose(TOOLS[(TOOLS.indexOf(tool) + step + TOOLS.length) % TOOLS.length]);
    tools.querySelector('[aria-checked="true"]').focus();
  };

  tools.setAttribute("role", "radiogroup");
  for (const name of TOOLS) {
    const made = iconButton(name, tools);
    made.dataset.tool = name;
    made.setAttribute("role", "radio");
    made.addEventListener("click", () => choose(name));
    made.addEventListener("keydown", neighbour);
  }

  const placeOf = (e) => {
    const box = stage.getBoundingClientRect();
    return [e.clientX - box.left - stage.clientLeft, e.clientY - box.top - stage.clientTop];
  };
  const shape = () => (tool === "box" ? boxOf(press.path[0], press.path[press.path.length - 1]) : press.path);
  const drop = () => {
    if (press?.drawing) drawn(null);
    press = null;
  };

  const down = (e) => {
    press = null;
    if (e.target !== canvas || e.button !== 0) return;
    press = { path: [placeOf(e)], slipped: false, drawing: tool !== "move" && drawing() };
    if (!press.drawing) return;
    e.preventDefault(); // no mouse events follow: the camera stays
    stage.focus({ preventScroll: true });
    canvas.setPointerCapture(e.pointerId);
  };

  const move = (e) => {
    if (!press || !e.buttons) return;
    const before = press.path[0];
    const fine = e.getCoalescedEvents?.() ?? []; // all places since the last frame, where the browser tells them
    for (const one of fine.length ? fine : [e]) {
      const place = placeOf(one);
      press.slipped ||= Math.hypot(place[0] - before[0], place[1] - before[1]) > STILL;
      if (press.drawing) press.path.push(place);
    }
    if (press.drawing && press.slipped) drawn(shape(), { done: false });
  };

  const up = (e) => {
    if (!press?.drawing || !press.slipped) return;
    const corners = shape();
    press.drawing = false;
    drawn(tool === "box" ? corners : simplified(corners), { done: true, add: e.shiftKey });
  };

  stage.addEventListener("pointerdown", down, true);
  stage.addEventListener("pointermove", move, true);
  stage.addEventListener("pointerup", up, true);
  stage.addEventListener("pointercancel", drop, true);
  // The library would select a point at a click.
  stage.addEventListener("click", (e) => {
    if (e.target !== canvas) return;
    e.stopPropagation();
    if (press && !press.slipped && drawing()) clicked(placeOf(e), e.shiftKey);
    press = null;
  }, true);

  const escape = () => {
    if (press?.drawing) drop();
    else if (tool !== "move") choose("move");
    else cleared();
  };

  return {
    busy: () => Boolean(press?.drawing),
    now: () => tool,
    key(e) {
      if (!drawing()) return false;
      const name = { m: "move", l: "lasso", b: "box" }[e.key.toLowerCase()];
      if (name) choose(name);
      else if (e.key === "Escape") escape();
      else return false;
      return true;
    },
    words(words) {
      for (const one of tools.children) page.named(one, words[one.dataset.tool]);
      choose(tool);
    },
    placeOf,
  };
};
