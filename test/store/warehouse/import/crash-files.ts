export const rowsOf = 400;

/** The ids a numbered file names: half its own, half shared with other files. */
export const idsOf = (number: number): string[] =>
  Array.from({ length: rowsOf }, (_, at) => (at % 2 === 0 ? `own-${number}-${at}` : `shared-${(at * number) % 300}`));

/** A file whose rows say which file they come from. One row in it is refused. */
export const fileOf = (number: number): string =>
  `customer_id,name\n${idsOf(number)
    .map((id) => `${id},${number}`)
    .join('\n')}\n,refused\n`;
