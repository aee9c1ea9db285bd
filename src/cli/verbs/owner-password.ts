import { once } from 'node:events';
import { ReadStream } from 'node:tty';
import type { Command } from 'commander';
import { Problem } from '../../model/problem.ts';
import { addVerb, type Run, type SharedOptions } from '../verb.ts';
import type { Language } from '../words.ts';

const enter = ['\r', '\n', '\u0004'];
const interrupt = '\u0003';
const back = ['\u007f', '\b'];

const givenUp = (): Problem =>
  new Problem({
    code: 'cancelled',
    kind: 'input',
    text: { ru: 'Пароль не задан.', en: 'No password was set.' },
  });

/** Reads a line typed on a terminal without showing it. */
const readHidden = async (terminal: ReadStream): Promise<string> => {
  let typed = '';
  terminal.setRawMode(true).setEncoding('utf8').resume();
  try {
    for (;;) {
      const [text] = (await once(terminal, 'data')) as [string];
      for (const letter of text) {
        if (letter === interrupt) throw givenUp();
        if (enter.includes(letter)) return typed;
        typed = back.includes(letter) ? typed.slice(0, -1) : typed + letter;
      }
    }
  } finally {
    terminal.setRawMode(false).pause();
  }
};

const readAll = async (input: NodeJS.ReadableStream): Promise<string> => {
  let text = '';
  for await (const piece of input.setEncoding('utf8')) text += piece;
  return text.replace(/\r?\n$/, '');
};

/** The password of whoever owns a server that others can reach; typed, or read from standard input. */
export const addOwnerPassword = (program: Command, run: Run, language: Language): void => {
  addVerb(
    program,
    'owner-password',
    {
      ru: 'пароль владельца: задать или заменить (спросит или прочтёт со стандартного ввода)',
      en: 'the owner’s password: set or replace it (asked for, or read from standard input)',
    },
    language,
  ).action(async (options: SharedOptions) =>
    run(options, async ({ connection, language: spoken, stdin, stderr }) => {
      let password: string;
      if (stdin instanceof ReadStream) {
        stderr.write(spoken === 'ru' ? 'Новый пароль владельца: ' : 'New password of the owner: ');
        password = await readHidden(stdin);
        stderr.write('\n');
      } else password = await readAll(stdin);
      await connection.operations.access.setPassword(password);
      return {
        json: { hasOwner: true },
        text: () =>
          spoken === 'ru'
            ? 'Пароль владельца задан. Прежние входы закрыты.'
            : 'The owner’s password is set. Earlier sessions are closed.',
      };
    }),
  );
};
