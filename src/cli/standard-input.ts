import { closeSync, createReadStream, fstatSync, openSync } from 'node:fs';

/**
 * Standard input, moved away from where it is to be found, with nothing in its place.
 *
 * The embedded engine takes whatever stands on descriptor 0 for rows of the insert it runs: it refuses the insert, or would take them. A terminal and
 * nothing stay where they are, and so does a socket, which can't be opened a second time. To be called before anything else opens a file, so that the lowest
 * descriptor is free for nothing.
 */
export const takeStandardInput = (): NodeJS.ReadableStream => {
  try {
    const kind = fstatSync(0);
    if (!kind.isFIFO() && !kind.isFile()) return process.stdin;
    const moved = openSync('/dev/fd/0', 'r');
    closeSync(0);
    openSync('/dev/null', 'r');
    return createReadStream('', { fd: moved });
  } catch {
    return process.stdin;
  }
};
