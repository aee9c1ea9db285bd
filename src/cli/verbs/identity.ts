import type { Command } from 'commander';
import type { CustomerRecords, Decision, Suggestion } from '../../model/identity.ts';
import { positiveNumber } from '../arguments.ts';
import { printTable } from '../table.ts';
import { addVerb, optionsOf, type Run, type SharedOptions } from '../verb.ts';
import { dayText, type Language, numberText } from '../words.ts';

type Word = { why: string; by: string };

const plain = (...titles: string[]) => titles.map((title) => ({ title }));
const named = ({ id, name }: { id: string; name: string }): string => (name === '' ? id : `${name} (${id})`);

const suggestionsText = (rows: Suggestion[], total: number, language: Language): string => {
  const ru = language === 'ru';
  if (rows.length === 0) return ru ? 'Похожих клиентов нет.' : 'No customers look alike.';
  const table = printTable(
    [
      { title: ru ? 'Уверенность' : 'Sureness', align: 'right' },
      ...(ru ? plain('Клиент', 'Похож на', 'Почему', 'Но') : plain('Customer', 'Looks like', 'Why', 'But')),
    ],
    rows.map(({ left, right, reasons, against, sureness }) => [
      `${numberText(sureness * 100, language)} %`,
      named(left),
      named(right),
      reasons.map((reason) => reason.text[language]).join('; '),
      against.map((text) => text[language]).join('; '),
    ]),
  );
  const shown = numberText(rows.length, language);
  const more = ru
    ? `Показано ${shown} из ${numberText(total, language)}. Больше: --limit N.`
    : `Shown ${shown} of ${numberText(total, language)}. More: --limit N.`;
  return rows.length < total ? `${table}\n\n${more}` : table;
};

const decisionsText = (decisions: Decision[], language: Language): string => {
  const ru = language === 'ru';
  if (decisions.length === 0) return ru ? 'Решений о записях нет.' : 'Nothing was decided about records.';
  const kinds = {
    merge: ru ? 'это один клиент' : 'one customer',
    split: ru ? 'это разные клиенты' : 'different customers',
  };
  return printTable(
    ru
      ? plain('Номер', 'Когда (UTC)', 'Решение', 'Эти', 'и эти', 'Почему', 'Кто', 'Отменено')
      : plain('Id', 'When (UTC)', 'Decision', 'These', 'and these', 'Why', 'Who', 'Taken back'),
    decisions.map((one) => [
      one.id,
      one.at.slice(0, 16).replace('T', ' '),
      kinds[one.kind],
      one.records.map(named).join(', '),
      one.others.map(named).join(', '),
      one.why,
      one.by,
      one.undone ? `${dayText(one.undone.at.slice(0, 10), language)}, ${one.undone.by}` : '',
    ]),
  );
};

const recordsText = (customer: CustomerRecords, language: Language): string => {
  const { id, name, records, partner, endCustomers } = customer;
  const ru = language === 'ru';
  const table = printTable(
    ru
      ? plain('Запись', 'Название', 'Источник', 'Почему здесь', 'Вместе с')
      : plain('Record', 'Name', 'Source', 'Why it is here', 'Together with'),
    records.map((record) => [
      record.id,
      record.cards.find((card) => card.name !== '')?.name ?? '',
      [...new Set(record.cards.map((card) => card.source))].join(', '),
      record.by?.text[language] ?? '',
      record.by?.other ?? '',
    ]),
  );
  const links = [
    ...(partner ? [`${ru ? 'Дилер' : 'Dealer'}: ${named(partner)}`] : []),
    ...(endCustomers > 0 ? [`${ru ? 'Конечных клиентов' : 'End customers'}: ${endCustomers}`] : []),
  ];
  return [named({ id, name }), ...links, '', table].join('\n');
};

/** Which records are one customer: what was found, what may be, and a person's word on it. */
export const addIdentity = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  const identity = program
    .command('identity')
    .description(
      ru
        ? 'клиенты-двойники: suggestions, records, merge, split, decisions, undo'
        : 'customers that are one: suggestions, records, merge, split, decisions, undo',
    )
    .helpOption('-h, --help', ru ? 'эта справка' : 'this help');

  addVerb(identity, 'suggestions', { ru: 'кто похож на одного клиента', en: 'who may be one customer' }, language)
    .option('--limit <n>', ru ? 'сколько показать (50)' : 'how many to show (50)', positiveNumber)
    .action(async (_own: SharedOptions, command: Command) => {
      const options = optionsOf(command) as SharedOptions & { limit?: number };
      const limit = Math.min(options.limit ?? 50, 1000);
      await run(options, async ({ connection, workspace, language: spoken }) => {
        const { rows, total } = await connection.operations.identity.suggestions({ workspace, limit });
        return { json: { suggestions: rows, total }, text: () => suggestionsText(rows, total, spoken) };
      });
    });

  addVerb(
    identity,
    'records <id>',
    { ru: 'из каких записей состоит клиент и почему', en: 'which records a customer is, and why' },
    language,
  ).action(async (id: string, _own: SharedOptions, command: Command) =>
    run(optionsOf(command), async ({ connection, workspace, language: spoken }) => {
      const records = await connection.operations.identity.records({ workspace, id });
      return { json: records, text: () => recordsText(records, spoken) };
    }),
  );

  const addDecision = (usage: string, describe: { ru: string; en: string }) =>
    addVerb(identity, usage, describe, language)
      .requiredOption('--why <text>', ru ? 'почему' : 'why')
      .requiredOption('--by <name>', ru ? 'кто решил' : 'who decided');

  addDecision('merge <ids...>', { ru: 'эти записи — один клиент', en: 'these records are one customer' }).action(
    async (records: string[], _own: SharedOptions, command: Command) => {
      const options = optionsOf(command) as SharedOptions & Word;
      await run(options, async ({ connection, workspace, language: spoken }) => {
        const { why, by } = options;
        const decision = await connection.operations.identity.merge({ workspace, records, why, by });
        return { json: { decision }, text: () => decisionsText([decision], spoken) };
      });
    },
  );
  addDecision('split <id>', {
    ru: 'эта запись — не этот клиент; с --from — два разных клиента',
    en: 'this record is not of its customer; with --from, two customers are not one',
  })
    .option('--from <id>', ru ? 'от кого отделить' : 'whom to keep it apart from')
    .action(async (record: string, _own: SharedOptions, command: Command) => {
      const options = optionsOf(command) as SharedOptions & Word & { from?: string };
      await run(options, async ({ connection, workspace, language: spoken }) => {
        const { why, by, from } = options;
        const decision = await connection.operations.identity.split({
          workspace,
          record,
          why,
          by,
          ...(from === undefined ? {} : { from }),
        });
        return { json: { decision }, text: () => decisionsText([decision], spoken) };
      });
    });
  addVerb(identity, 'undo <decision>', { ru: 'отменить решение', en: 'take a decision back' }, language)
    .requiredOption('--by <name>', ru ? 'кто отменяет' : 'who takes it back')
    .option('--why <text>', ru ? 'почему' : 'why', '')
    .action(async (id: string, _own: SharedOptions, command: Command) => {
      const options = optionsOf(command) as SharedOptions & Word;
      await run(options, async ({ connection, workspace, language: spoken }) => {
        const { why, by } = options;
        const decision = await connection.operations.identity.undo({ workspace, id, why, by });
        return { json: { decision }, text: () => decisionsText([decision], spoken) };
      });
    });
  addVerb(identity, 'decisions', { ru: 'все решения о записях', en: 'all decisions about records' }, language).action(
    async (_own: SharedOptions, command: Command) =>
      run(optionsOf(command), async ({ connection, workspace, language: spoken }) => {
        const decisions = await connection.operations.identity.decisions({ workspace });
        return { json: { decisions }, text: () => decisionsText(decisions, spoken) };
      }),
  );
};
