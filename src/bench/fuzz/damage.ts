import type { Chance } from './chance.ts';
import type { Sheet, Span, Way, Written } from './sheet.ts';

/** A written file that is to be damaged, byte by byte. */
type Damaging = {
  sheet: Sheet;
  spans: readonly Span[];
  chance: Chance;
  /** How far from a cell its own marks reach: quotes, the ends of a tag. */
  reach: number;
};

type Edit = { at: number; remove: number; put: Buffer };

const spansIn = (spans: readonly Span[], from: number, to: number): Span[] =>
  spans.filter(({ start, end }) => start <= to && end >= from);

const touch = (sheet: Sheet, { line, column }: Span): void => {
  if (line < 0) sheet.altered.add(column);
  else sheet.lines[line]?.touched.add(column);
};

/** Applies edits from the last to the first, so that places stay what they are. */
const applied = (bytes: Buffer, edits: readonly Edit[]): Buffer =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce(
      (left, { at, remove, put }) => Buffer.concat([left.subarray(0, at), put, left.subarray(at + remove)]),
      bytes,
    );

const letters = [...'";,\t|\r\n\'\\ =<>{}0123456789.-ая\xff\xd0\x98\x00\x1e\x1a'];
const someBytes = (chance: Chance): Buffer =>
  chance.share() < 0.5
    ? Buffer.from([chance.below(256)])
    : Buffer.from(chance.pick(letters), chance.share() < 0.5 ? 'utf8' : 'latin1');

const few = (chance: Chance): number => 1 + chance.below(chance.pick([1, 3, 12]));

/** Single bytes changed, put in, taken out. What happens inside a cell can change that cell in a way nobody can see, and no other. */
const scattered = ({ bytes }: Written, { sheet, spans, chance, reach }: Damaging): Buffer => {
  const edits = Array.from({ length: few(chance) }, (): Edit => {
    const at = chance.below(Math.max(1, bytes.length));
    const how = chance.below(3);
    const edit = { at, remove: how === 0 ? 0 : 1, put: how === 1 ? Buffer.alloc(0) : someBytes(chance) };
    for (const span of spansIn(spans, at - reach, at + reach)) touch(sheet, span);
    return edit;
  });
  return applied(bytes, edits);
};

const truncated = ({ bytes }: Written, { sheet, spans, chance }: Damaging): Buffer => {
  const at = chance.below(bytes.length + 1);
  for (const span of spansIn(spans, at, at + 1)) if (span.start < at) touch(sheet, span);
  return bytes.subarray(0, at);
};

/** A stretch is gone, doubled or moved: the rows at its ends may be grown together out of two, which nobody can see. */
const stretched = ({ bytes }: Written, { sheet, spans, chance }: Damaging): Buffer => {
  const at = chance.below(bytes.length + 1);
  const length = 1 + chance.below(400);
  const to = chance.below(bytes.length + 1);
  const cut = bytes.subarray(at, at + length);
  const rest = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  const taint = (from: number, until: number): void => {
    const lines = new Set(spansIn(spans, from, until).map(({ line }) => line));
    for (const span of spans) if (lines.has(span.line)) touch(sheet, span);
  };
  const how = chance.below(3);
  if (how < 2) taint(at - 2, at + length + 2);
  if (how === 0) return rest;
  taint(to - length - 2, to + length + 2);
  taint(at - 2, at + length + 2);
  if (how === 1) return Buffer.concat([rest.subarray(0, to), cut, rest.subarray(to)]);
  return Buffer.concat([bytes.subarray(0, to), cut, bytes.subarray(to)]);
};

/** One half of the file is of 16-bit letters. */
const widened = ({ bytes }: Written, { chance }: Damaging): Buffer => {
  const at = chance.below(bytes.length + 1);
  const wide = Buffer.from(bytes.subarray(at).toString('utf8'), 'utf16le');
  return Buffer.concat([bytes.subarray(0, at), wide]);
};

const damages = [scattered, scattered, scattered, truncated, truncated, stretched, widened];
const names = new Map([
  [scattered, 'bytes changed'],
  [truncated, 'truncated'],
  [stretched, 'a stretch moved'],
  [widened, 'half in 16-bit letters'],
]);

/** Damages the bytes of a file and says how; cells that may say otherwise are marked as touched. */
export const damage = (written: Written, sheet: Sheet, way: Way, chance: Chance): { bytes: Buffer; how: string[] } => {
  const how = chance.pick(damages);
  const reach = way.format === 'html' ? '</td>'.length : 1;
  const bytes = how(written, { sheet, spans: written.spans, chance, reach });
  return { bytes, how: [names.get(how) ?? ''] };
};
