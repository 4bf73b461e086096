// What wire.py packed, and the shelves that keep it: coordinates and hover bands by their id, the last few of each.

const KEPT = 3;
const memory = (window.segMap ??= { coordinates: new Map(), hover: new Map(), rest: new Map(), maps: {} });

const unpack = (data) => {
  const length = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length)));
  return { head, bytes: data.subarray(4 + length) };
};

const keep = (shelf, id, make) => {
  const value = shelf.get(id) ?? make();
  shelf.delete(id);
  shelf.set(id, value); // the latest last
  while (shelf.size > KEPT) shelf.delete(shelf.keys().next().value);
  window.dispatchEvent(new CustomEvent("seg-map-kept", { detail: id }));
};

const keepCoordinates = ({ data }) => {
  const { head, bytes } = unpack(data);
  keep(memory.coordinates, head.id, () => ({ xy: new Float32Array(bytes.slice().buffer), reach: head.reach }));
};

const keepHover = ({ data }) => {
  const { head, bytes } = unpack(data);
  keep(memory.hover, head.id, () => ({ names: head.names, bands: head.bands, bytes: bytes.slice() }));
};

// Calls back at once when the coordinates are there, or as soon as they come.
const withCoordinates = (id, then) => {
  if (memory.coordinates.has(id)) return then(memory.coordinates.get(id));
  const arrived = ({ detail }) => {
    if (detail !== id) return;
    window.removeEventListener("seg-map-kept", arrived);
    then(memory.coordinates.get(id));
  };
  window.addEventListener("seg-map-kept", arrived);
};
