/** A name of a column as names are compared: letter case, outer and double spaces and «ё» do not matter. */
export const normalName = (name: string): string =>
  name
    .replace(/^\ufeff/, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е');

/** A name without the number that tells repeated columns apart: «cid (2)». */
export const unnumbered = (name: string): string => normalName(name.replace(/ \(\d+\)$/, ''));
