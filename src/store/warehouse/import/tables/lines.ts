import { recordBytes } from './batch.ts';
import { tableProblems } from './problems.ts';

/** The lines of a UTF-8 text with their numbers from 1, blank ones too. Problems: `record_too_long`. */
export async function* textLines(source: AsyncIterable<Buffer>): AsyncGenerator<{ line: number; text: string }> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const block of source) {
    rest = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    let at = 0;
    for (let end = rest.indexOf(10, at); end >= 0; end = rest.indexOf(10, at)) {
      yield { line, text: rest.toString('utf8', at, end).trim() };
      line += 1;
      at = end + 1;
    }
    rest = rest.subarray(at);
    if (rest.length > recordBytes) throw tableProblems.recordTooLong(line, recordBytes / 1_000_000);
  }
  yield { line, text: rest.toString('utf8').trim() };
}
