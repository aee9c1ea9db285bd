import { Problem } from '../../../model/problem.ts';
import { scrub } from './scrub.ts';

type Kind = { code: string; ru: (server: string) => string; en: (server: string) => string; like: RegExp };

/** What drivers and the engine say, in the order in which to believe it. */
const kinds: Kind[] = [
  {
    code: 'source_login_refused',
    like: /password authentication failed|no password supplied|no pg_hba\.conf entry|Access denied for user|ERROR 1045|AUTHENTICATION_FAILED|Authentication failed|InvalidAccessKeyId|SignatureDoesNotMatch|AccessDenied|role ".*" does not exist|HTTP response code: 40[13]|permission denied|ACCESS_DENIED|Not enough privileges/i,
    ru: (server) => `${server} не пускает: проверьте имя, пароль и права`,
    en: (server) => `${server} refuses access: check the name, the password and the rights`,
  },
  {
    code: 'source_not_supported',
    like: /UNKNOWN_FUNCTION|UNKNOWN_TABLE_FUNCTION|Unknown table function/i,
    ru: () => 'Движок данных этого не умеет: нужен ClickHouse 26.7 или новее',
    en: () => 'The data engine can’t do this: ClickHouse 26.7 or later is needed',
  },
  {
    code: 'source_not_found',
    like: /HTTP response code: 404|NoSuchKey|NoSuchBucket|database ".*" does not exist|Unknown database|UNKNOWN_DATABASE|no keys|CANNOT_EXTRACT_TABLE_STRUCTURE.*no files/i,
    ru: (server) => `${server}: такого нет, проверьте адрес и название базы`,
    en: (server) => `${server}: there is no such thing, check the address and the database’s name`,
  },
  {
    code: 'source_query_failed',
    like: /pqxx::|mysqlxx::BadQuery|syntax error|SYNTAX_ERROR|UNKNOWN_IDENTIFIER|UNKNOWN_TABLE|ERROR 1064|ERROR 1054|ERROR 1146|does not exist|doesn't exist|Unknown column|division by zero/i,
    ru: (server) => `${server} не выполнил запрос`,
    en: (server) => `${server} did not carry the query out`,
  },
  {
    code: 'source_unreachable',
    like: /Connection refused|timed? ?out|ECONN\w+|EHOSTUNREACH|ENOTFOUND|socket hang up|could not translate host name|Can't connect|NETWORK_ERROR|CONNECTION_FAILURE|ALL_CONNECTION_TRIES_FAILED|server closed the connection|Lost connection|Not found address|No route to host|Connection reset|aborted/i,
    ru: (server) => `${server} не отвечает или оборвал связь: проверьте адрес и сеть`,
    en: (server) => `${server} does not answer or broke the connection off: check the address and the network`,
  },
  {
    code: 'source_failed',
    like: /.*/,
    ru: (server) => `${server}: прочитать не удалось`,
    en: (server) => `${server}: it could not be read`,
  },
];

const quiet = /^source_(login_refused|not_supported|unreachable)$/;

/** The driver's own words, short and in one line. */
const quoted = (message: string): string =>
  message
    .replace(/\nin: [\s\S]*$/, '')
    .replace(/^.*?DB::\w*Exception: /s, '')
    .replace(/^pqxx::\w+: /, '')
    // Of MySQL's words the engine keeps none.
    .replace(/^mysqlxx::BadQuery[\s\S]*$/, '')
    .replace(/ \([A-Z_]+\)\.?\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);

/**
 * What went wrong at a server, in a sentence with the server's own words and without any secret. Neither the statement nor the driver's error is kept
 * in it: both may hold passwords.
 */
export const fetchProblem = (error: unknown, server: string, secrets: readonly string[]): Problem => {
  if (error instanceof Problem && error.body.code !== 'warehouse_unreachable') return error;
  const message = scrub(error instanceof Error ? error.message : String(error), secrets);
  // Over HTTP the engine's name of the error comes beside the message.
  const type = error instanceof Error && 'type' in error ? ` ${String(error.type)}` : '';
  const kind = kinds.find(({ like }) => like.test(message.replace(/\nin: [\s\S]*$/, '') + type));
  if (!kind) throw new TypeError('The last kind is like everything.');
  const words = quiet.test(kind.code) ? '' : quoted(message);
  return new Problem({
    code: kind.code,
    kind: 'input',
    text: {
      ru: `${kind.ru(server)}${words ? ` («${words}»)` : ''}.`,
      en: `${kind.en(server)}${words ? ` (“${words}”)` : ''}.`,
    },
    where: { server },
  });
};
