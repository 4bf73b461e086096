// What wire.py packed, and the shelves that keep it: a few of each kind, by their id, and all that a map still needs.

const KEPT = 3;
const BAND_BITS = 5;
const memory = (window.segMap ??= {
  coordinates: new Map(), labels: new Map(), hover: new Map(), tint: new Map(), lit: new Map(),
  wanted: new Map(), rest: new Map(), maps: {},
});

const unpack = (data) => {
  const length = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length)));
  return { head, bytes: data.subarray(4 + length) };
};

const READ = {
  coordinates: (head, bytes) => ({ ...head, xy: new Float32Array(bytes.slice().buffer) }),
  labels: (head, bytes) => {
    const labels = bytes.slice();
    if (!head.bands.length) return { ...head, labels, sure: null };
    const sure = new Uint8Array(labels.length);
    for (let i = 0; i < labels.length; i++) {
      sure[i] = labels[i] >> BAND_BITS;
      labels[i] %= 2 ** BAND_BITS;
    }
    return { ...head, labels, sure };
  },
  hover: (head, bytes) => ({ ...head, bytes: bytes.slice() }),
  tint: (head, bytes) => ({ ...head, codes: bytes.slice() }),
  lit: (head, bytes) => ({ ...head, bits: bytes.slice() }),
};

const keep = ({ data }) => {
  const { head, bytes } = unpack(data);
  const shelf = memory[head.shelf];
  const value = shelf.get(head.id) ?? READ[head.shelf](head, bytes);
  shelf.delete(head.id);
  shelf.set(head.id, value); // the latest last
  const needed = new Set([head.id, ...[...memory.wanted.values()].flatMap(Object.values)]);
  for (const id of [...shelf.keys()]) {
    if (shelf.size <= KEPT) break;
    if (!needed.has(id)) shelf.delete(id);
  }
  window.dispatchEvent(new CustomEvent("seg-map-kept"));
};

// Calls back with what `kept` names as soon as all of it is there, unless it is no longer wanted by then.
const withKept = (kept, wanted, then) => {
  const shelves = Object.keys(kept).filter((shelf) => kept[shelf]);
  const there = () => shelves.every((shelf) => memory[shelf].has(kept[shelf]));
  const give = () => then(Object.fromEntries(shelves.map((shelf) => [shelf, memory[shelf].get(kept[shelf])])));
  if (there()) return give();
  const arrived = () => {
    if (wanted() && !there()) return;
    window.removeEventListener("seg-map-kept", arrived);
    if (wanted()) give();
  };
  window.addEventListener("seg-map-kept", arrived);
};
