import type { SqlValue } from '../warehouse.ts';

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\0', '\\0')
    .replaceAll('\b', '\\b')
    .replaceAll('\f', '\\f');

const nested = (value: SqlValue): string => {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${escaped(value).replaceAll("'", "\\'")}'`;
  return formatParameter(value);
};

/** A value as the engine reads a statement's parameters: text escaped as in its tab-separated format. */
export const formatParameter = (value: SqlValue): string => {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(nested).join(',')}]`;
  const entries = Object.entries(value as Record<string, SqlValue>);
  return `{${entries.map(([key, inner]) => `${nested(key)}:${nested(inner)}`).join(',')}}`;
};

/** Throws where a statement names a parameter it was not given: a connection would still hold another statement's value. */
export const checkParameters = (sql: string, parameters: Record<string, SqlValue>): void => {
  for (const [, name] of sql.matchAll(/\{([A-Za-z_]\w*):[A-Za-z]/g))
    if (name !== undefined && !(name in parameters)) throw new Error(`The parameter ${name} is not set: ${sql}`);
};
