import { z } from 'zod';
import { Problem } from '../../../model/problem.ts';

/** What a Singer tap says, as far as a target needs it. Source: https://github.com/singer-io/getting-started/blob/master/docs/SPEC.md */
export type Message =
  | { type: 'SCHEMA'; stream: string; columns: string[]; keys: string[] }
  | { type: 'RECORD'; stream: string; record: Record<string, unknown> }
  | { type: 'STATE'; value: unknown }
  | { type: 'ACTIVATE_VERSION'; stream: string };

type Json = Record<string, unknown>;

const Schema = z.object({
  stream: z.string().min(1),
  schema: z.record(z.string(), z.unknown()),
  key_properties: z.array(z.string()).nullish(),
});
const RecordMessage = z.object({ stream: z.string().min(1), record: z.record(z.string(), z.unknown()) });

const broken = (line: number, ru: string, en: string): Problem =>
  new Problem({
    code: 'singer_bad_message',
    kind: 'input',
    text: {
      ru: `Строка ${line} потока Singer: ${ru}. Ничего из того, что ещё не подтверждено состоянием, не загружено.`,
      en: `Line ${line} of the Singer stream: ${en}. Nothing that is not yet confirmed by a state was imported.`,
    },
    where: { line },
  });

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Columns a schema promises, nested objects flattened. */
const columnsOfSchema = (schema: Json, prefix = ''): string[] => {
  if (!isObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, inner]) => {
    const nested = isObject(inner) ? columnsOfSchema(inner, `${prefix}${name}__`) : [];
    return nested.length > 0 ? nested : [`${prefix}${name}`];
  });
};

const longNumber = /\d{16}/;

/** The same JSON with every number of more digits than a float holds as a text. */
const keepDigits = (line: string): string => {
  if (!longNumber.test(line)) return line;
  return line.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || token.replace(/\D/g, '').length < 16 ? token : `"${token}"`,
  );
};

/** One line of the stream; null for an empty one. Problem: `singer_bad_message`. */
export const readMessage = (text: string, line: number): Message | null => {
  if (text.trim() === '') return null;
  let said: unknown;
  try {
    said = JSON.parse(keepDigits(text));
  } catch {
    throw broken(line, 'это не JSON или она оборвана', 'it is no JSON, or it is cut off');
  }
  if (!isObject(said)) throw broken(line, 'это не сообщение Singer', 'it is no Singer message');
  const type = String(said.type);
  if (type === 'STATE') {
    if (!('value' in said)) throw broken(line, 'в STATE нет value', 'the STATE has no value');
    // A state is not data: it goes back as it came.
    return { type, value: (JSON.parse(text) as Json).value };
  }
  if (type === 'SCHEMA') {
    const { data } = Schema.safeParse(said);
    if (!data) throw broken(line, 'в SCHEMA не хватает stream или schema', 'the SCHEMA lacks stream or schema');
    return { type, stream: data.stream, columns: columnsOfSchema(data.schema), keys: data.key_properties ?? [] };
  }
  if (type === 'RECORD') {
    const { data } = RecordMessage.safeParse(said);
    if (!data) throw broken(line, 'в RECORD не хватает stream или record', 'the RECORD lacks stream or record');
    return { type, stream: data.stream, record: data.record };
  }
  if (type === 'ACTIVATE_VERSION' && typeof said.stream === 'string') return { type, stream: said.stream };
  if (type === 'BATCH')
    throw broken(
      line,
      'сообщения BATCH не поддерживаются, отключите их в настройках tap (batch_config)',
      'BATCH messages are not supported, switch them off in the tap’s settings (batch_config)',
    );
  throw broken(line, `неизвестное сообщение «${type.slice(0, 40)}»`, `unknown message “${type.slice(0, 40)}”`);
};

export const noSchema = (line: number, stream: string): Problem =>
  broken(
    line,
    `запись потока «${stream}» пришла раньше его SCHEMA`,
    `a record of stream “${stream}” came before its SCHEMA`,
  );

/** A record with nested objects flattened as targets do (`a__b`); lists stay as JSON, what targets add of their own is left out. */
export const flatten = (record: Json, prefix = '', into: Json = {}): Json => {
  for (const [name, value] of Object.entries(record)) {
    const column = `${prefix}${name}`;
    if (isObject(value)) flatten(value, `${column}__`, into);
    else if (value !== null && value !== undefined && (!name.startsWith('_sdc_') || name === '_sdc_record_hash'))
      into[column] = Array.isArray(value) ? JSON.stringify(value) : value;
  }
  return into;
};

/** A longer line is no record of a customer. */
const longestLine = 64_000_000;

/** The lines of a stream of bytes, with their numbers from 1; a line that does not end is told apart. */
export async function* numberedLines(
  bytes: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: false });
  let line = 0;
  let parts: string[] = [];
  let length = 0;
  for await (const piece of bytes) {
    const text = typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      line += 1;
      yield { line, text: parts.join('') + text.slice(from, end) };
      parts = [];
      length = 0;
      from = end + 1;
    }
    parts.push(text.slice(from));
    length += text.length - from;
    if (length > longestLine) throw broken(line + 1, 'она длиннее 64 МБ', 'it is over 64 MB long');
  }
  const rest = parts.join('') + decoder.decode();
  if (rest.trim() !== '') yield { line: line + 1, text: rest };
}
