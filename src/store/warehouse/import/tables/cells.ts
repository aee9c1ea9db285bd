const quote = 34;

/** The cells of one record that is well-formed. */
export const cellsOf = (record: Uint8Array, delimiter: number): string[] => {
  const cells: string[] = [];
  const text = (from: number, to: number) =>
    Buffer.from(record.buffer, record.byteOffset + from, to - from).toString('utf8');
  let at = 0;
  for (;;) {
    const from = at;
    if (record[at] === quote) {
      at += 1;
      while (at < record.length && (record[at] !== quote || record[at + 1] === quote))
        at += record[at] === quote ? 2 : 1;
      cells.push(text(from + 1, at).replaceAll('""', '"'));
      at += 1;
    } else {
      while (at < record.length && record[at] !== delimiter) at += 1;
      cells.push(text(from, at));
    }
    if (at >= record.length) return cells;
    at += 1;
    if (at === record.length) {
      cells.push('');
      return cells;
    }
  }
};
