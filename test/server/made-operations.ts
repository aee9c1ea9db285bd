import { createHash } from 'node:crypto';
import type { CustomerRow } from '../../src/model/customers.ts';
import type { Job } from '../../src/model/imports.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Operations } from '../../src/operations/types.ts';

const customer = (at: number): CustomerRow => ({
  id: `c${at}`,
  name: at === 1 ? '=HYPERLINK("x"); Ромашка' : `Клиент ${at}`,
  segment: 'HoReCa',
  stage: 'regular',
  since: '2025-03-01',
  isAdvocate: false,
  life: 1,
  orders: at,
  revenue: at + 0.5,
  profit: at === 2 ? null : at,
  lastOrder: '2025-05-09',
  channel: '',
});

const notHere = (): never => {
  throw new Error('not made for this test');
};

/** Operations made by hand for what only HTTP can get wrong: they answer at once and keep nothing. */
export const madeOperations = (
  customers = 3,
): { operations: Operations; received: { bytes: number; sha: string }[] } => {
  const received: { bytes: number; sha: string }[] = [];
  const job: Job = { id: 'j1', kind: 'import', state: 'done', step: { ru: 'Готово', en: 'Done' }, share: 1 };
  const operations = {
    health: async () => ({ ok: true as const, version: '0' }),
    workspaces: {
      list: async () => [],
      create: notHere,
      state: async ({ workspace }: { workspace: string }) => {
        const text = { ru: `Пространства ${workspace} нет.`, en: `There is no workspace ${workspace}.` };
        throw new Problem({ code: 'no_workspace', kind: 'missing', text });
      },
    },
    settings: { set: async () => notHere() },
    imports: { start: async () => job, list: async () => [], undo: async () => job },
    quarantine: async ({ limit }: { limit: number }) => ({
      rows: [
        {
          importId: '1',
          file: 'a.csv',
          kind: 'costs' as const,
          line: 2,
          column: 'amount',
          value: '=1',
          reason: 'bad_number',
          text: { ru: `не число (${limit})`, en: 'not a number' },
          row: { cost_id: '1', amount: '=1' },
        },
      ],
      total: 1,
    }),
    jobs: { get: async () => job, cancel: async () => job, list: async () => [job] },
    customers: {
      list: async ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => {
        const from = Number(cursor ?? 0);
        const rows = Array.from({ length: Math.min(limit, customers - from) }, (_, at) => customer(from + at + 1));
        const end = from + rows.length;
        return { rows, total: customers, ...(end < customers ? { cursor: String(end) } : {}) };
      },
      get: async () => notHere(),
    },
    uploads: {
      receive: async ({ name, bytes }: { name: string; bytes: AsyncIterable<Uint8Array> }) => {
        const hash = createHash('sha256');
        let size = 0;
        for await (const piece of bytes) {
          hash.update(piece);
          size += piece.byteLength;
        }
        if (name === 'full.csv') throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        received.push({ bytes: size, sha: hash.digest('hex') });
        return { upload: String(received.length), name, bytes: size };
      },
      local: async ({ path }: { path: string }) => ({ upload: 'u', name: path, bytes: 0 }),
    },
    finished: async () => job,
    close: async () => {},
  };
  return { operations: operations as unknown as Operations, received };
};
