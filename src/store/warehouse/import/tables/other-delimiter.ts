const delimiters = [',', ';', '\t', '|'];

/** Narrower rows say too little: a list of two in a cell is a list. */
const fewestColumns = 3;
/** As often as between the columns of the header, but for a tail left off at one end and marks inside of cells at the other. */
const least = 0.7;
const most = 1.5;

/** Between cells a delimiter stands without a space; in a sentence it has one behind it. */
const timesIn = (text: string, delimiter: string): number =>
  text.split(delimiter).filter((part, at) => at > 0 && !part.startsWith(' ')).length;

/** Whether a row has one filled cell, and that is a whole row of so many columns, written with another delimiter than its file. */
export const isOtherwiseDelimited = (cells: readonly string[], columns: number): boolean => {
  if (columns < fewestColumns) return false;
  const at = cells.findIndex((cell) => cell.trim() !== '');
  const cell = cells[at];
  if (cell === undefined || cells.slice(at + 1).some((other) => other.trim() !== '')) return false;
  const between = columns - 1;
  return delimiters.some((delimiter) => {
    const times = timesIn(cell, delimiter);
    return times >= between * least && times <= between * most;
  });
};

const quote = 34;
const space = 32;

/** Whether a record may have one filled cell only: its `times` delimiters stand at its ends, but for those in quotes. */
export const mayStandAlone = (
  bytes: Uint8Array,
  from: number,
  end: number,
  delimiter: number,
  times: number,
): boolean => {
  let left = times;
  const isEmpty = (byte: number | undefined) => byte === delimiter || byte === quote || byte === space;
  for (let at = end - 1; left > 0 && at >= from && isEmpty(bytes[at]); at -= 1) if (bytes[at] === delimiter) left -= 1;
  for (let at = from; left > 0 && at < end && isEmpty(bytes[at]); at += 1) if (bytes[at] === delimiter) left -= 1;
  return left === 0;
};
