const sectorEnd = 0xfffffffa;
const headDirectory = 109;
const entryBytes = 128;

/** A stream of a compound file: short ones stand in a stream of their own, cut in small sectors. */
type Stream = { name: string; start: number; size: number };

const chainOf = (table: readonly number[], start: number): number[] => {
  const chain: number[] = [];
  for (let at = start; at < sectorEnd; at = table[at] ?? sectorEnd) {
    chain.push(at);
    if (chain.length > table.length) throw new Error('endless chain of sectors');
  }
  return chain;
};

const numbersIn = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readUInt32LE(at * 4));

/** Sectors that say of each sector which one follows it. */
const readTable = (bytes: Buffer, sector: (at: number) => Buffer): number[] => {
  const listed = numbersIn(bytes.subarray(76, 76 + headDirectory * 4));
  let next = bytes.readUInt32LE(68);
  const most = bytes.length / 64;
  while (next < sectorEnd && listed.length < most) {
    const more = numbersIn(sector(next));
    next = more.pop() ?? sectorEnd;
    listed.push(...more);
  }
  const table: number[] = [];
  for (const at of listed) if (at < sectorEnd) for (const number of numbersIn(sector(at))) table.push(number);
  return table;
};

/**
 * The streams of a compound file (OLE), the container of old Office documents, by name. Throws where it is broken.
 *
 * Source: [MS-CFB], Compound File Binary File Format.
 */
export const openCompound = (bytes: Buffer): { names: string[]; stream(name: string): Buffer } => {
  const sectorBytes = 1 << bytes.readUInt16LE(30);
  const smallBytes = 1 << bytes.readUInt16LE(32);
  if (sectorBytes < 128 || sectorBytes > 65_536 || smallBytes < 16 || smallBytes > sectorBytes)
    throw new Error('no sectors');
  const sector = (at: number): Buffer => {
    const from = (at + 1) * sectorBytes;
    if (from >= bytes.length) throw new Error('no such sector');
    return bytes.subarray(from, from + sectorBytes);
  };
  const table = readTable(bytes, sector);
  const joined = (start: number): Buffer => Buffer.concat(chainOf(table, start).map(sector));
  const directory = joined(bytes.readUInt32LE(48));
  const streams: Stream[] = [];
  for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
    const length = Math.min(64, directory.readUInt16LE(at + 64));
    const name = directory.toString('utf16le', at, at + Math.max(0, length - 2));
    if (name) streams.push({ name, start: directory.readUInt32LE(at + 116), size: directory.readUInt32LE(at + 120) });
  }
  const [root] = streams;
  if (!root) throw new Error('no root');
  const wholeFrom = bytes.readUInt32LE(56);
  const smallTable = () => numbersIn(joined(bytes.readUInt32LE(60)));
  return {
    names: streams.map(({ name }) => name),
    stream(name) {
      const found = streams.find((one) => one.name === name);
      if (!found) throw new Error(`no stream ${name}`);
      if (found.size >= wholeFrom) return joined(found.start).subarray(0, found.size);
      const small = joined(root.start);
      const parts = chainOf(smallTable(), found.start).map((at) =>
        small.subarray(at * smallBytes, (at + 1) * smallBytes),
      );
      return Buffer.concat(parts).subarray(0, found.size);
    },
  };
};
