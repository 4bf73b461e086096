// From coordinates of the map (-1..1) to pixels of the stage and back.

// As SVG's matrix(a b c d e f): the library's view, then a picture whose height spans -1..1.
const matrixOf = (view, [width, height]) => {
  const half = height / 2;
  return {
    a: view[0] * half, b: -view[1] * half, c: view[4] * half, d: -view[5] * half,
    e: width / 2 + view[12] * half, f: half - view[13] * half,
  };
};
const toStage = (m, [x, y]) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f];
const fromStage = (m, [px, py]) => {
  const [dx, dy, size] = [px - m.e, py - m.f, m.a * m.d - m.b * m.c];
  return [(m.d * dx - m.c * dy) / size, (m.a * dy - m.b * dx) / size];
};

const BESIDE = 46; // pixels at either side of the whole map: the buttons at the right must not lie over customers

const createCamera = (page, plotNow) => {
  let atHome = true;
  const camera = () => plotNow().get("camera");
  const moved = () => {
    atHome = false;
    plotNow().redraw();
  };
  const home = (reach) => {
    const [width, height] = page.size();
    const room = Math.max(0.5 * width, width - 2 * BESIDE);
    return [[0, 0], Math.max(1.06 * reach[1], (reach[0] * height) / room, 0.05)];
  };
  const fly = (target, distance) => {
    const options = { transition: !calm(), transitionDuration: 300 };
    return plotNow().zoomToLocation(target, distance, options);
  };
  const matrix = () => matrixOf(plotNow().get("cameraView"), page.size());

  return {
    matrix,
    view: () => [...plotNow().get("cameraView")],
    atHome: () => atHome,
    left: () => (atHome = false),
    // A drag begins here. The library looks where the pointer is once a frame, so that the way to a press within one
    // frame would count as dragged too.
    grip() {
      if (camera().tick()) plotNow().redraw();
    },
    zoom(times) {
      camera().scale([times, times], [0, 0]);
      moved();
    },
    pan(by) {
      camera().pan(by);
      moved();
    },
    lookHome(reach) {
      atHome = true;
      camera().lookAt(...home(reach));
    },
    flyHome(reach) {
      atHome = true;
      return fly(...home(reach));
    },
    restore(view) {
      atHome = false;
      camera().setView(Float32Array.from(view));
    },
    // Only as far as it takes: who is in view already stays where they are.
    bringIntoView(place) {
      const [width, height] = page.size();
      const [x, y] = toStage(matrix(), place);
      const inside = x > 0.08 * width && x < 0.92 * width && y > 0.08 * height && y < 0.92 * height;
      if (inside) return undefined;
      atHome = false;
      return fly(place, camera().distance[0]);
    },
  };
};
