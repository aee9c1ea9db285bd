/** Words of a name that say what kind of company it is, not which. */
export const legalForms =
  `ооо оао зао пао ао ип нко ано фгуп муп гуп гбу мбу тоо чп тов пк снт тсж кфх нп llc ltd inc gmbh corp co plc llp sarl bv oy общество с
  ограниченной ответственностью акционерное индивидуальный предприниматель`.split(/\s+/);
const forms = new Set(legalForms);

/** A name as it is compared: its words in lower case by alphabet, without legal forms, quotes and punctuation; `ё` is `е`. */
export const comparableName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !forms.has(word))
    .sort()
    .join(' ');

const trigrams = (text: string): Map<string, number> => {
  const padded = `  ${text} `;
  const counts = new Map<string, number>();
  for (let at = 0; at + 3 <= padded.length; at += 1) {
    const gram = padded.slice(at, at + 3);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
};

/** How much two comparable names have in common, 0…1: shared runs of three letters of all there are. */
export const nameLikeness = (a: string, b: string): number => {
  if (a === '' || b === '') return 0;
  const [left, right] = [trigrams(a), trigrams(b)];
  let shared = 0;
  let all = 0;
  for (const [gram, count] of left) {
    shared += Math.min(count, right.get(gram) ?? 0);
    all += Math.max(count, right.get(gram) ?? 0);
  }
  for (const [gram, count] of right) if (!left.has(gram)) all += count;
  return shared / all;
};
