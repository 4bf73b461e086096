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

// A picture knows no font of the page that it was drawn for: those that it names travel in it.
const facesIn = (text) =>
  [...document.styleSheets]
    .filter(({ href }) => !href || new URL(href).origin === location.origin)
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule && rule.style.fontStyle !== "italic")
    .filter((rule) => text.includes(rule.style.fontFamily.replaceAll('"', "")));

const faceWithItsFile = async (rule) => {
  const [, place] = rule.style.src.match(/url\("?([^")]+)/);
  const file = await (await fetch(new URL(place, rule.parentStyleSheet.href ?? document.baseURI))).blob();
  const reader = new FileReader();
  const read = new Promise((done) => (reader.onload = done));
  reader.readAsDataURL(file);
  await read;
  return rule.cssText.replace(/src:[^;]*/, `src: url("${reader.result}")`);
};

const withFonts = async (text) => {
  const faces = await Promise.all(facesIn(text).map(faceWithItsFile));
  return text.replace(">", () => `><style>${faces.join("")}</style>`);
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
