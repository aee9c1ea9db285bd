import type { Batch } from './tables/batch.ts';

/** The first line of a batch: what its text begins with. */
const firstLineOf = ({ bytes, delimiter }: Batch): number =>
  Number(Buffer.from(bytes.subarray(0, 24)).toString('latin1').split(delimiter, 1)[0]);

/** Passes over the batches whose rows are all in: those before one that begins no further than behind the line reached. */
export async function* beyond(first: Batch, rest: AsyncIterator<Batch>, line: number): AsyncGenerator<Batch> {
  let held: Batch | null = first;
  for (;;) {
    const following: IteratorResult<Batch> = await rest.next();
    const next: Batch | null = following.done ? null : following.value;
    if (held && !(line > 0 && next && firstLineOf(next) <= line + 1)) yield held;
    if (!next) return;
    held = next;
  }
}
