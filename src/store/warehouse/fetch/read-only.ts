import { Problem } from '../../../model/problem.ts';

export type Dialect = 'postgresql' | 'mysql' | 'clickhouse';

const refuse = (ru: string, en: string): Problem =>
  new Problem({
    code: 'source_query_not_read_only',
    kind: 'input',
    text: { ru: `Запрос источника не принят: ${ru}.`, en: `The source’s query was not taken: ${en}.` },
  });

const oneSelect = () => refuse('нужен ровно один SELECT', 'exactly one SELECT is expected');
const unclear = (what: string) =>
  refuse(
    `запишите его без «${what}» — базы читают это по-разному`,
    `write it without “${what}”: databases read it differently`,
  );

/** Words no question needs and every change does; quoted names may be anything. */
const changing =
  /\b(insert|update|delete|merge|replace\s+into|into|drop|alter|create|truncate|grant|revoke|outfile|dumpfile|for\s+share|pg_read_\w+|pg_ls_\w+|pg_terminate_\w+|pg_cancel_\w+|lo_import|lo_export|dblink\w*|nextval|setval|set_config|load_file|query_to_xml\w*|copy)\b/i;

type Cut = { kept: string; bare: string; at: number };

/** The end of a quoted piece that begins at `from`; doubled quotes belong to it, a backslash before a quote is read differently by databases. */
const quotedEnd = (text: string, from: number): number => {
  const quote = text[from] ?? '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') {
      const slashes = /^\\+/.exec(text.slice(at))?.[0].length ?? 1;
      if (slashes % 2 === 1 && text[at + slashes] === quote) throw unclear(`\\${quote}`);
      at += slashes - 1;
    } else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  throw refuse('кавычка не закрыта', 'a quote is not closed');
};

const commentEnd = (text: string, from: number): number => {
  const end = text.indexOf('*/', from + 2);
  if (end < 0) throw refuse('комментарий не закрыт', 'a comment is not closed');
  if (text.slice(from + 2, end).includes('/*')) throw unclear('/* /*');
  return end + 2;
};

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
};

/** One piece of the query: what stays of it, and what stands of it outside quotes and comments. */
const cut = (text: string, at: number, dialect: Dialect): Cut => {
  const two = text.slice(at, at + 2);
  const one = text[at] ?? '';
  if (two === '/*') return { kept: ' ', bare: ' ', at: commentEnd(text, at) };
  if (two === '--') {
    if (dialect === 'mysql' && !/^--(\s|$)/.test(text.slice(at, at + 3))) throw unclear('--');
    return { kept: ' ', bare: ' ', at: lineEnd(text, at) };
  }
  if (one === '#' && dialect === 'mysql') return { kept: ' ', bare: ' ', at: lineEnd(text, at) };
  if (one === "'" || one === '"' || (one === '`' && dialect !== 'postgresql')) {
    const end = quotedEnd(text, at);
    return { kept: text.slice(at, end), bare: ' q ', at: end };
  }
  if (/^\$\w*\$/.test(text.slice(at, at + 70))) throw unclear('$$');
  return { kept: one, bare: one, at: at + 1 };
};

const checkParentheses = (bare: string): void => {
  let depth = 0;
  for (const letter of bare) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0) break;
  }
  if (depth !== 0) throw refuse('скобки не сходятся', 'the parentheses do not match');
};

/**
 * A query as it may be sent to somebody's database: one SELECT that changes nothing, without its comments.
 *
 * What two databases would read differently is refused rather than guessed. It is the second lock: the first is a login that may only
 * read. Problem: `source_query_not_read_only`.
 */
export const readOnlyQuery = (query: string, dialect: Dialect): string => {
  let kept = '';
  let bare = '';
  for (let at = 0; at < query.length; ) {
    const piece = cut(query, at, dialect);
    kept += piece.kept;
    bare += piece.bare;
    at = piece.at;
  }
  const trailing = /[\s;]*$/;
  kept = kept.replace(trailing, '').trim();
  bare = bare.replace(trailing, '').trim();
  if (bare.includes(';') || bare.includes('\0') || !/^\(*\s*(select|with)\b/i.test(bare)) throw oneSelect();
  checkParentheses(bare);
  const word = changing.exec(bare)?.[0];
  if (word !== undefined)
    throw refuse(
      `в нём есть «${word}»; он может только читать (имя столбца возьмите в кавычки)`,
      `it has “${word}”; it may only read (put a column’s name in quotes)`,
    );
  return kept;
};
