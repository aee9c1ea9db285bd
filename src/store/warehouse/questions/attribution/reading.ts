import type { Paths } from '../../../../analysis/attribution/paths.ts';

/** Reads numbers, and lists of them, in the order a `RowBinary` answer has them. */
const reader = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const length = (): number => {
    let [value, shift] = [0, 1];
    for (;;) {
      const byte = view.getUint8(at);
      at += 1;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
      shift *= 128;
    }
  };
  return {
    isAtEnd: () => at >= bytes.byteLength,
    length,
    short: () => {
      at += 1;
      return view.getUint8(at - 1);
    },
    whole: () => {
      at += 4;
      return view.getUint32(at - 4, true);
    },
    number: () => {
      at += 8;
      return view.getFloat64(at - 8, true);
    },
  };
};

/** A list of numbers that grows, without a copy for each. */
const growing = <List extends Uint32Array | Float64Array>(make: (length: number) => List) => {
  let list = make(1024);
  let count = 0;
  return {
    add: (value: number): void => {
      if (count === list.length) {
        const longer = make(count * 2);
        longer.set(list);
        list = longer;
      }
      list[count] = value;
      count += 1;
    },
    whole: (): List => list.subarray(0, count) as List,
  };
};

/** Whether the numbers of keys fit a byte: then paths are told apart, and read, the faster. */
export const isShort = (keys: readonly string[]): boolean => keys.length < 256;

/** The rows of the paths' query in flat arrays; key numbers count from 1. */
export const readPaths = (
  bytes: Uint8Array,
  keys: readonly string[],
  lots: number,
): { paths: Paths; lacking: number } => {
  const from = reader(bytes);
  const whole = () => growing((length) => new Uint32Array(length));
  const exact = () => growing((length) => new Float64Array(length));
  const [lot, starts, touches] = [whole(), whole(), whole()];
  const [converted, value, unconverted, decay, decayValue] = [exact(), exact(), exact(), exact(), exact()];
  const number = isShort(keys) ? from.short : from.whole;
  let [lacking, end] = [0, 0];
  starts.add(0);
  while (!from.isAtEnd()) {
    lot.add(from.whole());
    const length = from.length();
    for (let place = 0; place < length; place += 1) touches.add(number() - 1);
    end += length;
    starts.add(end);
    for (const list of [converted, value, unconverted]) list.add(from.number());
    lacking += from.number();
    for (const list of [decay, decayValue]) {
      // A path that never converted has no shares.
      const shares = from.length();
      for (let place = 0; place < length; place += 1) list.add(place < shares ? from.number() : 0);
    }
  }
  return {
    lacking,
    paths: {
      keys,
      starts: starts.whole(),
      touches: touches.whole(),
      converted: converted.whole(),
      value: value.whole(),
      unconverted: unconverted.whole(),
      decay: decay.whole(),
      decayValue: decayValue.whole(),
      lots,
      lot: lot.whole(),
    },
  };
};
