import { strToU8, zlibSync } from 'fflate';
import { type Mark, type Print, point, type Sheet, type Spot, type Typefaces, type Weight } from './sheet.ts';
import { subsetOf, type Typeface } from './typeface.ts';

/**
 * A print as a PDF file: text stays text, the letters used are embedded, whatever the alphabet.
 *
 * Only what sheets are drawn of is written: boxes, lines, shapes, text in two faces. ISO 32000-1: fonts §9.7, their letters §9.10.3.
 */

const number = (value: number): string => String(Math.round(value * 1000) / 1000);

const paint = (color: string, operator: 'rg' | 'RG'): string => {
  const part = (at: number): string => number(Number.parseInt(color.slice(at, at + 2), 16) / 255);
  return `${part(1)} ${part(3)} ${part(5)} ${operator}`;
};

/** Of a quarter of a circle drawn as one Bézier curve, how far its handles reach. */
const reach = 0.5523;

const roundedBox = (x: number, y: number, width: number, height: number, wanted: number): string => {
  const radius = Math.min(wanted, width / 2, height / 2);
  if (radius <= 0) return `${number(x)} ${number(y)} ${number(width)} ${number(height)} re`;
  const [right, bottom, short] = [x + width, y + height, radius * (1 - reach)];
  const to = (...all: number[]): string => all.map(number).join(' ');
  return [
    `${to(x + radius, y)} m ${to(right - radius, y)} l`,
    `${to(right - short, y, right, y + short, right, y + radius)} c ${to(right, bottom - radius)} l`,
    `${to(right, bottom - short, right - short, bottom, right - radius, bottom)} c ${to(x + radius, bottom)} l`,
    `${to(x + short, bottom, x, bottom - short, x, bottom - radius)} c ${to(x, y + radius)} l`,
    `${to(x, y + short, x + short, y, x + radius, y)} c h`,
  ].join(' ');
};

const way = (spots: readonly Spot[]): string =>
  spots.map(([x, y], at) => `${number(x)} ${number(y)} ${at === 0 ? 'm' : 'l'}`).join(' ');

const hex = (value: number): string => value.toString(16).padStart(4, '0');

type Used = Record<Weight, Map<number, string>>;

const drawn = (mark: Mark, faces: Typefaces, used: Used): string => {
  switch (mark.kind) {
    case 'box': {
      const { x, y, width, height, fill, stroke, radius = 0 } = mark;
      const paints = [fill && paint(fill, 'rg'), stroke && `${paint(stroke, 'RG')} 0.2 w`].filter(Boolean).join(' ');
      const how = fill ? (stroke ? 'B' : 'f') : stroke ? 'S' : 'n';
      return `${paints} ${roundedBox(x, y, width, height, radius)} ${how}`;
    }
    case 'line':
      return `${paint(mark.color, 'RG')} ${number(mark.thickness)} w [${mark.isDashed ? '1 0.8' : ''}] 0 d ${way(mark.spots)} S [] 0 d`;
    case 'shape':
      return `${paint(mark.fill, 'rg')} ${way(mark.spots)} h f`;
    case 'link':
      return '';
    case 'text': {
      const glyphs = [...mark.text].map((letter) => {
        const glyph = faces[mark.weight].glyphOf(letter);
        used[mark.weight].set(glyph, letter);
        return hex(glyph);
      });
      const face = mark.weight === 'bold' ? '/B' : '/R';
      return `BT ${paint(mark.color, 'rg')} ${face} ${number(mark.size * point)} Tf 1 0 0 -1 ${number(mark.x)} ${number(mark.y)} Tm <${glyphs.join('')}> Tj ET`;
    }
  }
};

/** Millimetres from the upper left corner, as sheets have it, instead of points from the lower left. */
const contentOf = ({ height, marks }: Sheet, faces: Typefaces, used: Used): string =>
  [
    `1 j 1 J ${number(1 / point)} 0 0 ${number(-1 / point)} 0 ${number(height / point)} cm`,
    ...marks.map((mark) => drawn(mark, faces, used)),
  ].join('\n');

/** Which letter a glyph is, so that text can be found and copied. */
const lettersOf = (used: ReadonlyMap<number, string>): string => {
  const lines = [...used].map(
    ([glyph, letter]) =>
      `<${hex(glyph)}> <${[...Array(letter.length).keys()].map((at) => hex(letter.charCodeAt(at))).join('')}>`,
  );
  const chunks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const some = lines.slice(at, at + 100);
    chunks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${chunks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`;
};

const written = (text: string): string =>
  `<feff${[...Array(text.length).keys()].map((at) => hex(text.charCodeAt(at))).join('')}>`;

/** Objects of a file as they come; a place is taken before what stands there is known. */
const objectsOf = () => {
  const objects: Uint8Array[] = [];
  const take = (): number => objects.push(new Uint8Array());
  const put = (id: number, text: string): void => {
    objects[id - 1] = strToU8(text, true);
  };
  const stream = (id: number, bytes: Uint8Array, more = ''): void => {
    const packed = zlibSync(bytes);
    const head = strToU8(`<< /Length ${packed.length} /Filter /FlateDecode ${more}>>\nstream\n`, true);
    const tail = strToU8('\nendstream', true);
    const whole = new Uint8Array(head.length + packed.length + tail.length);
    whole.set(head);
    whole.set(packed, head.length);
    whole.set(tail, head.length + packed.length);
    objects[id - 1] = whole;
  };
  return { objects, take, put, stream };
};
type Objects = ReturnType<typeof objectsOf>;

const putFace = (
  { take, put, stream }: Objects,
  id: number,
  face: Typeface,
  name: string,
  used: Map<number, string>,
): void => {
  const [inner, descriptor, file, letters] = [take(), take(), take(), take()];
  const scaled = (units: number): number => Math.round((units / face.unitsPerEm) * 1000);
  const widths = [...used.keys()].sort((a, b) => a - b).map((glyph) => `${glyph} [${scaled(face.advanceOf(glyph))}]`);
  const bytes = subsetOf(face, used.keys());
  put(
    id,
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${inner} 0 R] /ToUnicode ${letters} 0 R >>`,
  );
  put(
    inner,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /CIDToGIDMap /Identity /DW 500 /W [${widths.join(' ')}] >>`,
  );
  put(
    descriptor,
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${face.bounds.map(scaled).join(' ')}] /ItalicAngle 0 /Ascent ${scaled(face.ascent)} /Descent ${scaled(face.descent)} /CapHeight ${scaled(face.capHeight)} /StemV 80 /FontFile2 ${file} 0 R >>`,
  );
  stream(file, bytes, `/Length1 ${bytes.length} `);
  stream(letters, strToU8(lettersOf(used), true));
};

/** Parts of a page that lead somewhere, in points from the lower left (§12.5.6.5). */
const annotationsOf = ({ height, marks }: Sheet): string => {
  const links = marks.flatMap((mark) => {
    if (mark.kind !== 'link') return [];
    const corners = [mark.x, height - mark.y - mark.height, mark.x + mark.width, height - mark.y];
    const address = encodeURI(decodeURI(mark.address)).replaceAll(
      /[\\()]/g,
      (sign: string) => `%${sign.charCodeAt(0).toString(16)}`,
    );
    return [
      `<< /Type /Annot /Subtype /Link /Rect [${corners.map((corner) => number(corner / point)).join(' ')}] /Border [0 0 0] /A << /S /URI /URI (${address}) >> >>`,
    ];
  });
  return links.length === 0 ? '' : ` /Annots [${links.join(' ')}]`;
};

const fileOf = (objects: readonly Uint8Array[], root: number, info: number): Uint8Array => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const add = (bytes: Uint8Array): void => {
    parts.push(bytes);
    size += bytes.length;
  };
  // The second line has bytes over 127, so that nothing takes the file for text.
  add(strToU8('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', true));
  const begins = objects.map((bytes, index) => {
    const begin = size;
    add(strToU8(`${index + 1} 0 obj\n`, true));
    add(bytes);
    add(strToU8('\nendobj\n', true));
    return begin;
  });
  const table = size;
  const rows = begins.map((begin) => `${String(begin).padStart(10, '0')} 00000 n \n`).join('');
  add(
    strToU8(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${table}\n%%EOF\n`,
      true,
    ),
  );
  const file = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
};

export const pdfOf = ({ title, language, sheets }: Print, faces: Typefaces): Uint8Array => {
  const objects = objectsOf();
  const { take, put, stream } = objects;
  const [root, info, tree, regular, bold] = [take(), take(), take(), take(), take()];
  const used: Used = { regular: new Map(), bold: new Map() };
  const pages = sheets.map((sheet) => {
    const [page, content] = [take(), take()];
    put(
      page,
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${number(sheet.width / point)} ${number(sheet.height / point)}] /Resources << /Font << /R ${regular} 0 R /B ${bold} 0 R >> >> /Contents ${content} 0 R${annotationsOf(sheet)} >>`,
    );
    stream(content, strToU8(contentOf(sheet, faces, used), true));
    return page;
  });
  putFace(objects, regular, faces.regular, 'CNVYRA+Onest-Regular', used.regular);
  putFace(objects, bold, faces.bold, 'CNVYRB+Onest-SemiBold', used.bold);
  put(tree, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] >>`);
  put(info, `<< /Title ${written(title)} /Producer (Conveyor) >>`);
  put(
    root,
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  return fileOf(objects.objects, root, info);
};
