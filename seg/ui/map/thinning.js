// Where drawing all points takes long (a million of them without a graphics card), an even tenth stands for all while
// the camera moves, and all come back when it rests.

const THIN_FROM = 200_000; // fewer are drawn quickly everywhere
const SLOW_MS = 80; // from one frame to the next
const PAUSE_MS = 1_000; // longer without a frame, and the camera rested: a single step of the zoom is no movement
const REST_MS = 250;
const EVERY = 10;

const everyTenth = (rows, count) => {
  const some = [];
  for (let i = 0; i < (rows?.length ?? count); i += EVERY) some.push(rows ? rows[i] : i);
  return some;
};

const createThinning = (plotNow, shownNow, rowsNow) => {
  let [pace, thin, last, timer] = [0, false, 0, 0];

  const show = (rows) => filterPoints(plotNow(), rows);
  const settle = () => {
    clearTimeout(timer);
    if (thin) show(rowsNow());
    [thin, last] = [false, 0];
  };

  return {
    // After each frame that a move of the camera caused.
    moved() {
      const since = performance.now() - last;
      last += since;
      const count = shownNow().points.length;
      if (count < THIN_FROM || since > PAUSE_MS) return;
      if (!thin) pace = (pace + since) / 2;
      if (!thin && pace > SLOW_MS) {
        thin = true;
        show(everyTenth(rowsNow(), count));
      }
      clearTimeout(timer);
      timer = setTimeout(settle, REST_MS + pace); // frames that are still on their way are movement too
    },
    settle,
    stop: () => clearTimeout(timer),
  };
};
