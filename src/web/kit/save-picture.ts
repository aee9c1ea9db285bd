/** Colours of a picture are variables of the page; a file on its own needs them written out. */
const standAlone = (svg: SVGSVGElement): string => {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const style = getComputedStyle(document.documentElement);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const text = new XMLSerializer().serializeToString(copy);
  return text.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
};

/** Saves what was made in the browser as a file. */
export const saveBlob = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

/** Saves a drawn chart as an SVG file with its colours in it. */
export const saveSvg = (svg: SVGSVGElement, name: string): void =>
  saveBlob(new Blob([standAlone(svg)], { type: 'image/svg+xml' }), `${name}.svg`);

/** Saves a drawn chart as a PNG file at twice its size, on the ground of the theme. */
export const savePng = async (svg: SVGSVGElement, name: string): Promise<void> => {
  // Of the drawing itself: one that is not shown has no place on the page.
  const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standAlone(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  const brush = canvas.getContext('2d');
  if (!brush) return;
  brush.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) saveBlob(blob, `${name}.png`);
};
