import { isUtf8 } from 'node:buffer';
import { recordBytes } from './batch.ts';
import { tableProblems } from './problems.ts';

/** A line of a text with its number from 1. `isSpoilt`: some of its bytes are no UTF-8. */
export type TextLine = { line: number; text: string; isSpoilt: boolean };

const lineOf = (line: number, bytes: Buffer): TextLine => ({
  line,
  text: bytes.toString('utf8').trim(),
  isSpoilt: !isUtf8(bytes),
});

/** The lines of a UTF-8 text, blank ones too. Problems: `record_too_long`. */
export async function* textLines(source: AsyncIterable<Buffer>): AsyncGenerator<TextLine> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const block of source) {
    rest = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    let at = 0;
    for (let end = rest.indexOf(10, at); end >= 0; end = rest.indexOf(10, at)) {
      yield lineOf(line, rest.subarray(at, end));
      line += 1;
      at = end + 1;
    }
    rest = rest.subarray(at);
    if (rest.length > recordBytes) throw tableProblems.recordTooLong(line, recordBytes / 1_000_000);
  }
  yield lineOf(line, rest);
}
