import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { templates } from '../../layouts/templates.ts';
import { Problem } from '../../model/problem.ts';
import { printTable } from '../table.ts';
import { addVerb, type Run, type SharedOptions } from '../verb.ts';
import type { Language } from '../words.ts';

type TemplateOptions = SharedOptions & { format: 'csv' | 'xlsx'; out?: string };

const unknownTemplate = (name: string): Problem =>
  new Problem({
    code: 'unknown_template',
    kind: 'usage',
    text: {
      ru: `Шаблона «${name}» нет. Есть: ${templates.map((each) => each.name).join(', ')}.`,
      en: `There is no template “${name}”. There are: ${templates.map((each) => each.name).join(', ')}.`,
    },
    where: { template: name },
  });

const listText = (language: Language): string =>
  printTable(
    (language === 'ru' ? ['Шаблон', 'Что в нём'] : ['Template', 'What it holds']).map((title) => ({
      title,
      align: 'left' as const,
    })),
    templates.map(({ name, title }) => [name, title[language]]),
  );

export const addTemplate = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  addVerb(
    program,
    'template [name]',
    {
      ru: 'таблица для заполнения с примером; без имени — список',
      en: 'a table to fill in, with an example; without a name, the list',
    },
    language,
  )
    .addOption(
      new Option('--format <format>', ru ? 'вид файла' : 'the file’s format').choices(['csv', 'xlsx']).default('csv'),
    )
    .option('--out <file>', ru ? 'куда записать, если не на экран' : 'where to write it, if not to the screen')
    .action(async (name: string | undefined, options: TemplateOptions) =>
      run(options, async ({ connection, workspace, language: spoken }) => {
        if (name === undefined)
          return {
            json: { templates: templates.map(({ name: id, title }) => ({ template: id, title })) },
            text: () => listText(spoken),
          };
        const template = templates.find((each) => each.name === name);
        if (!template) throw unknownTemplate(name);
        const { format, out } = options;
        const file = await connection.export('template', { workspace, layout: template.layout, format }, spoken);
        if (out === undefined) return { json: { template: name, format }, text: () => file.bytes };
        await writeFile(out, file.bytes);
        return { json: { template: name, format, file: out }, text: () => out };
      }),
    );
};
