import { type Mark, point, type Sheet, type Typefaces, type Weight } from './sheet.ts';
import { subsetOf, type Typeface } from './typeface.ts';

const number = (value: number): string => String(Math.round(value * 1000) / 1000);

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const drawn = (mark: Mark): string => {
  switch (mark.kind) {
    case 'box': {
      const { x, y, width, height, fill = 'none', stroke, radius = 0 } = mark;
      const edge = stroke ? ` stroke="${stroke}" stroke-width="0.2"` : '';
      return `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="${number(radius)}" fill="${fill}"${edge}/>`;
    }
    case 'line':
      return `<polyline points="${mark.spots.map((spot) => spot.map(number).join(',')).join(' ')}" fill="none" stroke="${mark.color}" stroke-width="${number(mark.thickness)}" stroke-linejoin="round" stroke-linecap="round"${mark.isDashed ? ' stroke-dasharray="1 0.8"' : ''}/>`;
    case 'shape':
      return `<polygon points="${mark.spots.map((spot) => spot.map(number).join(',')).join(' ')}" fill="${mark.fill}"/>`;
    case 'link':
      return `<a href="${xml(mark.address)}"><rect x="${number(mark.x)}" y="${number(mark.y)}" width="${number(mark.width)}" height="${number(mark.height)}" fill="transparent"/></a>`;
    case 'text':
      return `<text x="${number(mark.x)}" y="${number(mark.y)}" font-size="${number(mark.size * point)}" font-weight="${mark.weight === 'bold' ? 600 : 400}" fill="${mark.color}">${xml(mark.text)}</text>`;
  }
};

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const base64 = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => digits[(bits >> shift) & 63] ?? '');
    parts.push(
      four
        .slice(0, Math.min(4, bytes.length - at + 1))
        .join('')
        .padEnd(4, '='),
    );
  }
  return parts.join('');
};

const faceRule = (face: Typeface, weight: Weight, marks: readonly Mark[]): string => {
  const letters = new Set(
    marks.flatMap((mark) => (mark.kind === 'text' && mark.weight === weight ? [...mark.text] : [])),
  );
  if (letters.size === 0) return '';
  const file = subsetOf(
    face,
    [...letters].map((letter) => face.glyphOf(letter)),
  );
  return `@font-face{font-family:"Onest Print";font-weight:${weight === 'bold' ? 600 : 400};src:url(data:font/ttf;base64,${base64(file)}) format("truetype")}`;
};

/** A sheet as an SVG file that stands alone: the letters it uses are in it, and no kerning moves them from where they were measured. */
export const svgOf = ({ width, height, marks }: Sheet, faces: Typefaces, title: string): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}mm" height="${number(height)}mm" viewBox="0 0 ${number(width)} ${number(height)}">`,
    `<title>${xml(title)}</title>`,
    `<style>${faceRule(faces.regular, 'regular', marks)}${faceRule(faces.bold, 'bold', marks)}text{font-family:"Onest Print",Onest,sans-serif;font-kerning:none;font-variant-ligatures:none;white-space:pre}</style>`,
    `<rect width="${number(width)}" height="${number(height)}" fill="#ffffff"/>`,
    ...marks.map(drawn),
    '</svg>',
  ].join('\n');
