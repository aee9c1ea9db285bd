import { type Command, Option } from 'commander';
import type { Language } from '../words.ts';

export type StartOptions = {
  port?: string;
  data?: string;
  lang?: string;
  demo?: boolean;
  json?: boolean;
  host?: string;
  publicUrl?: string;
};

export const addStart = (
  program: Command,
  start: (options: StartOptions) => Promise<void>,
  language: Language,
): void => {
  const ru = language === 'ru';
  program
    .command('start')
    .description(
      ru ? 'сервер: страницы и API по адресу этой машины' : 'the server: pages and API at this machine’s address',
    )
    .helpOption('-h, --help', ru ? 'эта справка' : 'this help')
    .option('--port <n>', ru ? 'порт (8321)' : 'port (8321)')
    .option('--data <dir>', ru ? 'папка данных (./conveyor-data)' : 'data directory (./conveyor-data)')
    .option(
      '--host <address>',
      ru ? 'ещё и по этому адресу машины; нужен пароль владельца' : 'also at this address; needs the owner’s password',
    )
    .option('--public-url <url>', ru ? 'адрес, по которому открывают другие' : 'the address others open it at')
    .option('--demo', ru ? 'загрузить демо-компанию в пространство demo' : 'load the demo company into workspace demo')
    .option('--json', ru ? 'адрес одним документом JSON' : 'the address as one JSON document')
    .addOption(new Option('--lang <lang>', ru ? 'язык сообщений' : 'language of messages').choices(['ru', 'en']))
    .action(async (options: StartOptions) => start(options));
};
