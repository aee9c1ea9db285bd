import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';

const said = () => {
  const pieces: string[] = [];
  const stream = new Writable({
    write: (piece, _, done) => {
      pieces.push(String(piece));
      done();
    },
  });
  return { stream, text: () => pieces.join('') };
};

/** A line that is refused before any data is opened. */
const ask = async (...argv: string[]) => {
  const [stdout, stderr] = [said(), said()];
  const code = await runCommand({
    argv,
    env: {},
    workingDirectory: '/nowhere',
    webDirectory: '/nowhere',
    version: '0',
    stdin: process.stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    clock: () => new Date('2026-01-05T09:00:00Z'),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
};

it.each([[[]], [['settings']], [['reclass']]])(
  '%j lacks a command: usage on stderr, in words of the product',
  async (words) => {
    const russian = await ask(...words);
    expect([russian.code, russian.stdout]).toEqual([2, '']);
    expect(russian.stderr).toMatch(/^Нужна команда\.\n\nИспользование: conveyor/);
    expect(russian.stderr).not.toMatch(/outputHelp|display help/);
    if (words.length > 0) expect((await ask(...words, '--lang', 'en')).code).toBe(2);
  },
);

it('says what a day looks like', async () => {
  const asked = await ask('measure', '--from', '2024-02-31', '--to', '2024-03-05');
  expect([asked.code, asked.stdout]).toEqual([2, '']);
  expect(asked.stderr).toContain('Поле «from» заполнено неверно: ожидается день вида 2025-12-31.');
});

it('says in words which letters the name of a workspace is made of', async () => {
  const asked = await ask('imports', '--workspace', 'Bad Name');
  expect([asked.code, asked.stdout]).toEqual([2, '']);
  expect(asked.stderr).toContain('ожидаются строчные латинские буквы');
  expect(asked.stderr).not.toContain('[a-z');
  expect((await ask('imports', '--workspace', 'Bad Name', '--lang', 'en')).stderr).toContain(
    'lower-case Latin letters',
  );
});
