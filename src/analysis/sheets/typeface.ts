/** A typeface read from a TrueType file: how wide its letters are, and its tables to take along into a PDF. */
export type Typeface = {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  capHeight: number;
  /** xMin, yMin, xMax, yMax of all letters. */
  bounds: readonly [number, number, number, number];
  glyphs: number;
  /** The letter's glyph; 0 where the typeface has none. */
  glyphOf: (character: string) => number;
  /** Width of a glyph in units of the em. */
  advanceOf: (glyph: number) => number;
  /** The outline of a glyph as the file keeps it; empty for a space. */
  outlineOf: (glyph: number) => Uint8Array;
  tables: ReadonlyMap<string, Uint8Array>;
};

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const tablesIn = (bytes: Uint8Array): Map<string, Uint8Array> => {
  const at = view(bytes);
  const tables = new Map<string, Uint8Array>();
  for (let entry = 12; entry < 12 + at.getUint16(4) * 16; entry += 16) {
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    const begin = at.getUint32(entry + 8);
    tables.set(tag, bytes.subarray(begin, begin + at.getUint32(entry + 12)));
  }
  return tables;
};

/** Letters to glyphs from the cmap's format 4, which every face for the Basic Multilingual Plane has. */
const lettersIn = (cmap: Uint8Array): Map<number, number> => {
  const at = view(cmap);
  const letters = new Map<number, number>();
  for (let record = 4; record < 4 + at.getUint16(2) * 8; record += 8) {
    const begin = at.getUint32(record + 4);
    if (at.getUint16(begin) !== 4) continue;
    const segments = at.getUint16(begin + 6) / 2;
    const ends = begin + 14;
    const starts = ends + segments * 2 + 2;
    const deltas = starts + segments * 2;
    const offsets = deltas + segments * 2;
    for (let segment = 0; segment < segments; segment += 1) {
      const [last, delta] = [at.getUint16(ends + segment * 2), at.getUint16(deltas + segment * 2)];
      const offset = at.getUint16(offsets + segment * 2);
      const first = at.getUint16(starts + segment * 2);
      for (let code = first; code <= last && code < 0xffff; code += 1) {
        const listed = offset === 0 ? code : at.getUint16(offsets + segment * 2 + offset + (code - first) * 2);
        const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff;
        if (glyph !== 0) letters.set(code, glyph);
      }
    }
  }
  return letters;
};

/** Reads a TrueType file with `glyf` outlines. Throws `RangeError` for anything else. */
export const readTypeface = (bytes: Uint8Array): Typeface => {
  const tables = tablesIn(bytes);
  const table = (tag: string): Uint8Array => {
    const found = tables.get(tag);
    if (found === undefined) throw new RangeError(`no ${tag} table in the typeface`);
    return found;
  };
  const [head, hhea, hmtx] = [view(table('head')), view(table('hhea')), view(table('hmtx'))];
  const loca = view(table('loca'));
  const isLong = head.getInt16(50) === 1;
  const glyphs = view(table('maxp')).getUint16(4);
  const widths = hhea.getUint16(34);
  const letters = lettersIn(table('cmap'));
  const outlineAt = (glyph: number): number => (isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  const os2 = view(table('OS/2'));
  return {
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    capHeight: os2.byteLength >= 90 ? os2.getInt16(88) : hhea.getInt16(4),
    bounds: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    glyphs,
    glyphOf: (character) => letters.get(character.codePointAt(0) ?? 0) ?? 0,
    advanceOf: (glyph) => hmtx.getUint16(Math.min(glyph, widths - 1) * 4),
    outlineOf: (glyph) => table('glyf').subarray(outlineAt(glyph), outlineAt(glyph + 1)),
    tables,
  };
};

/** Glyphs that a composite outline (й of и and a breve) is made of. */
const partsOf = (outline: Uint8Array): number[] => {
  const at = view(outline);
  if (outline.length < 12 || at.getInt16(0) >= 0) return [];
  const parts: number[] = [];
  for (let next = 10; ; ) {
    const flags = at.getUint16(next);
    parts.push(at.getUint16(next + 2));
    next += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
    if ((flags & 0x20) === 0) return parts;
  }
};

const withParts = (face: Typeface, wanted: Iterable<number>): Set<number> => {
  const kept = new Set<number>();
  const open = [0, ...wanted];
  for (let glyph = open.pop(); glyph !== undefined; glyph = open.pop()) {
    if (kept.has(glyph)) continue;
    kept.add(glyph);
    open.push(...partsOf(face.outlineOf(glyph)));
  }
  return kept;
};

const checksum = (bytes: Uint8Array): number => {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4)
    sum =
      (sum +
        (((bytes[at] ?? 0) << 24) |
          ((bytes[at + 1] ?? 0) << 16) |
          ((bytes[at + 2] ?? 0) << 8) |
          (bytes[at + 3] ?? 0))) >>>
      0;
  return sum;
};

const fileOf = (tables: [tag: string, bytes: Uint8Array][]): Uint8Array => {
  const size = tables.reduce((total, [, bytes]) => total + Math.ceil(bytes.length / 4) * 4, 12 + tables.length * 16);
  const file = new Uint8Array(size);
  const at = view(file);
  const power = Math.floor(Math.log2(tables.length));
  at.setUint32(0, 0x00010000);
  at.setUint16(4, tables.length);
  at.setUint16(6, 2 ** power * 16);
  at.setUint16(8, power);
  at.setUint16(10, (tables.length - 2 ** power) * 16);
  let begin = 12 + tables.length * 16;
  for (const [index, [tag, bytes]] of tables.entries()) {
    const entry = 12 + index * 16;
    for (let letter = 0; letter < 4; letter += 1) file[entry + letter] = tag.charCodeAt(letter);
    at.setUint32(entry + 4, checksum(bytes));
    at.setUint32(entry + 8, begin);
    at.setUint32(entry + 12, bytes.length);
    file.set(bytes, begin);
    begin += Math.ceil(bytes.length / 4) * 4;
  }
  return file;
};

/**
 * A TrueType file with the outlines of these glyphs alone, every glyph under its old number.
 *
 * With the letters table it stands on its own (in an SVG); a PDF names glyphs by number and needs none.
 */
export const subsetOf = (face: Typeface, glyphs: Iterable<number>): Uint8Array => {
  const kept = withParts(face, glyphs);
  const loca = new Uint8Array((face.glyphs + 1) * 4);
  const outlines: Uint8Array[] = [];
  let size = 0;
  for (let glyph = 0; glyph < face.glyphs; glyph += 1) {
    view(loca).setUint32(glyph * 4, size);
    if (!kept.has(glyph)) continue;
    const outline = face.outlineOf(glyph);
    outlines.push(outline);
    size += Math.ceil(outline.length / 4) * 4;
  }
  view(loca).setUint32(face.glyphs * 4, size);
  const glyf = new Uint8Array(size);
  let begin = 0;
  for (const outline of outlines) {
    glyf.set(outline, begin);
    begin += Math.ceil(outline.length / 4) * 4;
  }
  const head = new Uint8Array(face.tables.get('head') ?? []);
  view(head).setInt16(50, 1);
  const replaced: Record<string, Uint8Array> = { head, loca, glyf };
  const tags = ['OS/2', 'cmap', 'cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post', 'prep'];
  return fileOf(
    tags.flatMap((tag): [string, Uint8Array][] => {
      const bytes = replaced[tag] ?? face.tables.get(tag);
      return bytes === undefined ? [] : [[tag, bytes]];
    }),
  );
};
