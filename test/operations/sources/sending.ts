import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Problem } from '../../../src/model/problem.ts';
import { receiveSinger, type SingerInput, type SingerReport } from '../../../src/operations/sources/singer/receive.ts';
import type { SourcesPlace } from './place.ts';

export type Sent = {
  problem: Problem['body'] | null;
  /** The states told so far. */
  states: unknown[];
  report: SingerReport | null;
};

let turns = 0;

/** Takes in a stream of bytes as the command line does. */
export const receive = async (
  place: SourcesPlace,
  bytes: SingerInput['bytes'],
  source: string,
  more: Partial<SingerInput> = {},
): Promise<Sent> => {
  turns += 1;
  const states: unknown[] = [];
  const input: SingerInput = {
    operations: place.operations,
    workspace: 'main',
    source,
    bytes,
    scratch: join(place.data, `singer-${turns}`),
    choices: {},
    only: [],
    answers: {},
    emit: async (state) => {
      states.push(state);
    },
    ...more,
  };
  try {
    return { problem: null, states, report: await receiveSinger(input) };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.body, states, report: null };
    throw error;
  }
};

/** Takes in messages, or lines that are none. */
export const send = (
  place: SourcesPlace,
  messages: readonly (object | string)[],
  source: string,
  more: Partial<SingerInput> = {},
): Promise<Sent> =>
  receive(
    place,
    Readable.from(messages.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`)),
    source,
    more,
  );

export const schema = (stream: string, ...columns: string[]) => ({
  type: 'SCHEMA',
  stream,
  schema: {
    type: 'object',
    properties: Object.fromEntries(columns.map((name) => [name, { type: ['null', 'string'] }])),
  },
  key_properties: columns.slice(0, 1),
});
export const record = (stream: string, values: object) => ({ type: 'RECORD', stream, record: values });

/** Current facts of a source, by id. */
export const factsOf = (place: SourcesPlace, table: string, columns: string, source: string) =>
  place.deps.warehouse.rows<Record<string, string>>(
    `SELECT ${columns} FROM current_${table} FINAL WHERE workspace = 'main' AND source LIKE {source:String} AND deleted = 0 ORDER BY id`,
    { parameters: { source: `${source}%` } },
  );
