import { type Command, Option } from 'commander';
import type { Reclass } from '../../model/corrections.ts';
import { costClasses, revenueClasses } from '../../model/stages.ts';
import { oneOf } from '../arguments.ts';
import { printTable } from '../table.ts';
import { addVerb, optionsOf, type Run, type SharedOptions } from '../verb.ts';
import type { Language } from '../words.ts';

type ReclassOptions = { kind: 'order_line' | 'cost'; source: string; why: string; by: string };

const classesOf = { order_line: revenueClasses, cost: costClasses } as const;

const listText = (corrections: Reclass[], language: Language): string => {
  const ru = language === 'ru';
  if (corrections.length === 0) return ru ? 'Классы вручную не меняли.' : 'No class was changed by hand.';
  const titles = ru
    ? ['Когда (UTC)', 'Что', 'Источник', 'Номер', 'Класс', 'Почему', 'Кто']
    : ['When (UTC)', 'What', 'Source', 'Id', 'Class', 'Why', 'Who'];
  return printTable(
    titles.map((title) => ({ title })),
    corrections.map((one) => [
      one.at.slice(0, 16).replace('T', ' '),
      one.kind,
      one.source,
      one.id,
      one.class ?? (ru ? '(по правилу)' : '(by rule)'),
      one.why,
      one.by,
    ]),
  );
};

export const addReclass = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  const reclass = program
    .command('reclass')
    .description(
      ru ? 'класс строки заказа или затрат вручную: set, undo, list' : 'a line’s class by hand: set, undo, list',
    )
    .helpOption('-h, --help', ru ? 'эта справка' : 'this help');

  const addChange = (
    usage: string,
    describe: { ru: string; en: string },
    classOf: (word: string | undefined) => string | null,
  ) =>
    addVerb(reclass, usage, describe, language)
      .addOption(
        new Option('--kind <kind>', ru ? 'строка заказа или затраты' : 'an order line or a cost')
          .choices(['order_line', 'cost'])
          .default('order_line'),
      )
      .option('--source <name>', ru ? 'источник строки' : 'the line’s source', 'main')
      .requiredOption('--why <text>', ru ? 'почему' : 'why')
      .requiredOption('--by <name>', ru ? 'кто решил' : 'who decided')
      .action(async (id: string, ...rest: unknown[]) => {
        const command = rest.at(-1) as Command;
        const options = optionsOf(command) as SharedOptions & ReclassOptions;
        const word = classOf(typeof rest[0] === 'string' ? rest[0] : undefined);
        if (word !== null) oneOf(classesOf[options.kind], word, { ru: 'класса', en: 'class' });
        const { kind, source, why, by } = options;
        await run(options, async ({ connection, workspace, language: spoken }) => {
          const done = await connection.operations.reclass.set({ workspace, kind, source, id, class: word, why, by });
          return { json: { reclass: done }, text: () => listText([done], spoken) };
        });
      });
  addChange('set <id> <class>', { ru: 'задать класс', en: 'set a class' }, (word) => word ?? null);
  addChange('undo <id>', { ru: 'вернуть класс по правилу', en: 'let the rule decide again' }, () => null);

  addVerb(reclass, 'list', { ru: 'все изменения классов', en: 'all changes of classes' }, language).action(
    async (_own: SharedOptions, command: Command) =>
      run(optionsOf(command), async ({ connection, workspace, language: spoken }) => {
        const corrections = await connection.operations.reclass.list({ workspace });
        return { json: { reclass: corrections }, text: () => listText(corrections, spoken) };
      }),
  );
};
