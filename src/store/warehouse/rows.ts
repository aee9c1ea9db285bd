/** Rows of the engine's JSONEachRow output. Cut line by line, so that a big result never has to be one string. */
export const parseRows = <Row>(bytes: Uint8Array): Row[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows: Row[] = [];
  for (let at = 0; at < buffer.length; ) {
    const end = buffer.indexOf(10, at);
    const stop = end < 0 ? buffer.length : end;
    if (stop > at) rows.push(JSON.parse(buffer.toString('utf8', at, stop)) as Row);
    at = stop + 1;
  }
  return rows;
};
