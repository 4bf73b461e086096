// A drawing as a file that the browser saves.

const SCALE = 2;
const MOST_PIXELS = 16_384; // pixels along a side: browsers draw nothing on larger sheets

const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still be reading
};

// An SVG as a PNG, drawn twice as large where there is room for that.
const rasterised = async (text) => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const scale = Math.min(SCALE, MOST_PIXELS / Math.max(image.width, image.height));
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [image.width * scale, image.height * scale];
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  URL.revokeObjectURL(image.src);
  return new Promise((give) => sheet.toBlob(give, "image/png"));
};
