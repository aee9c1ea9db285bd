const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** An id for a new thing: a letter that says what it is, and chance enough that two people never make the same. */
export const newId = (letter: string): string =>
  `${letter}-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => letters[byte % letters.length]).join('')}`;
