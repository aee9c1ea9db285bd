/** A column of numbers in elements of the width the engine has them in. */
export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const arrays = {
  UInt8: Uint8Array,
  UInt16: Uint16Array,
  UInt32: Uint32Array,
  Int32: Int32Array,
  Float64: Float64Array,
} as const;
type NumberType = keyof typeof arrays;

const isNumberType = (name: string): name is NumberType => name in arrays;

type Piece = { at: number; rows: number };

/** Where in the bytes each column's pieces are: the engine writes block after block, and of each block column after column. */
const piecesOf = (bytes: Uint8Array): { rows: number; columns: Map<string, { type: NumberType; pieces: Piece[] }> } => {
  const text = new TextDecoder();
  const columns = new Map<string, { type: NumberType; pieces: Piece[] }>();
  let [at, all] = [0, 0];
  const whole = (): number => {
    for (let [value, scale] = [0, 1]; ; scale *= 128) {
      const byte = bytes[at] as number;
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const word = (): string => {
    const length = whole();
    at += length;
    return text.decode(bytes.subarray(at - length, at));
  };
  while (at < bytes.byteLength) {
    const [width, rows] = [whole(), whole()];
    for (let column = 0; column < width; column += 1) {
      const [name, type] = [word(), word()];
      if (!isNumberType(type)) throw new Error(`No column of numbers: ${name} ${type}`);
      const known = columns.get(name)?.pieces ?? [];
      columns.set(name, { type, pieces: [...known, { at, rows }] });
      at += rows * arrays[type].BYTES_PER_ELEMENT;
    }
    all += rows;
  }
  return { rows: all, columns };
};

/**
 * The columns of an answer in the engine's `Native` format, all of them numbers, by their names; without rows it may know none.
 *
 * Numbers are little-endian there like on the machines this runs on, so that they are copied whole.
 */
export const numberColumns = (bytes: Uint8Array): { rows: number; column(name: string): NumberColumn } => {
  const { rows, columns } = piecesOf(bytes);
  return {
    rows,
    column: (name) => {
      const found = columns.get(name);
      if (!found) {
        if (rows > 0) throw new Error(`No column ${name}`);
        return new Uint8Array(0);
      }
      const into = new arrays[found.type](rows);
      const raw = new Uint8Array(into.buffer);
      let filled = 0;
      for (const { at, rows: own } of found.pieces) {
        const length = own * into.BYTES_PER_ELEMENT;
        raw.set(bytes.subarray(at, at + length), filled);
        filled += length;
      }
      return into;
    },
  };
};
