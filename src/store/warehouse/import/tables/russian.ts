/** What a letter says for Russian, from the commonest to the rarest. */
const weights: readonly (readonly [letters: string, weight: number])[] = [
  ['о', 5],
  ['еаи', 4.5],
  ['нтс', 4],
  ['рвл', 3.5],
  ['км', 3],
  ['дпу', 2.5],
  ['яыьгзб', 2],
  ['ч', 1.5],
  ['йхжш', 1],
  ['юцщэ', 0],
  ['фёъ', -1],
];

/** The commonest pairs of letters: what tells words in capitals from the small letters they are in KOI8-R. */
const pairs =
  'ст но то на ен ни не ко ра ов ро по пр ре ер го ес ал ли ка ть во од ри ор ос ол ла та ва ан от ск ел ит'.split(' ');

const signs = '«»—–№₽°\u00a0…“”„';
const strange = -4;

const first = 0x400;
const count = 0x60;
const small = new Uint16Array(count);
const isLetter = new Uint8Array(count);
const letters = new Float32Array(65_536).fill(strange, 128);
for (const sign of signs) letters[sign.charCodeAt(0)] = 0;
for (const [same, weight] of weights)
  for (const letter of same)
    for (const written of [letter, letter.toUpperCase()]) {
      const code = written.charCodeAt(0);
      letters[code] = written === letter ? weight : weight - 0.5;
      small[code - first] = letter.charCodeAt(0) - first;
      isLetter[code - first] = written === letter ? 1 : 2;
    }
const pairWeights = new Float32Array(count * count);
for (const [a = '', b = ''] of pairs) pairWeights[(a.charCodeAt(0) - first) * count + b.charCodeAt(0) - first] = 3;

/** How much two letters side by side say for Russian. */
const pairWeight = (before: number, code: number): number => {
  const [a, b] = [before - first, code - first];
  if (a < 0 || a >= count || b < 0 || b >= count || !isLetter[a] || !isLetter[b]) return 0;
  return pairWeights[(small[a] ?? 0) * count + (small[b] ?? 0)] ?? 0;
};

/**
 * How much a text reads like Russian, by how common its letters and pairs of them are and by capitals where words begin, and how many characters
 * of it are not ASCII. With `codes` it is read as what those say of its characters.
 */
export const russianScore = (text: string, codes: Uint16Array | null = null): { score: number; foreign: number } => {
  let score = 0;
  let foreign = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const own = text.charCodeAt(at);
    const code = own < 128 || codes === null ? own : (codes[own] ?? 0);
    if (own >= 128) {
      foreign += 1;
      score += (letters[code] ?? strange) + pairWeight(before, code);
      // A capital in a word of small letters.
      if (isLetter[code - first] === 2 && isLetter[before - first] === 1) score -= 3.5;
    }
    before = code;
  }
  return { score, foreign };
};
