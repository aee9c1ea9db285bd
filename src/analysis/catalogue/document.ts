import { definitionOf, metrics } from './catalogue.ts';
import type { Metric } from './metric.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const sectionOf = (metric: Metric): string => {
  const definition = definitionOf(metric);
  const inputs = definition.inputs.map(({ id, name }) => `${cell(name.en)} (\`${id}\`)`).join('; ');
  const rows = [
    ['Formula', definition.formula.en],
    ['Формула', definition.formula.ru],
    ['Meaning', definition.meaning.en],
    ['Смысл', definition.meaning.ru],
    ...(inputs ? [['Made of', inputs]] : []),
    ['Empty when', definition.empty.en],
    ...(definition.ambiguity
      ? [
          ['Note', definition.ambiguity.en],
          ['Примечание', definition.ambiguity.ru],
        ]
      : []),
    [
      'Along',
      definition.dimensions.length > 0
        ? definition.dimensions.map((name) => `\`${name}\``).join(', ')
        : 'the whole company only',
    ],
    ...(metric.settings ? [['Settings', metric.settings.map((key) => `\`${key}\``).join(', ')]] : []),
    ['Better', definition.better],
    ['Source', definition.source.en],
  ];
  const table = rows.map(([name = '', text = '']) => `| ${name} | ${cell(text)} |`).join('\n');
  return `## \`${definition.id}\`\n\n**${definition.name.en}** · ${definition.name.ru} · unit: ${definition.unit}\n\n| | |\n| --- | --- |\n${table}\n`;
};

/** The catalogue of metrics as a page of documentation, in Markdown. */
export const metricsDocument = (): string =>
  `# Metrics\n\nWritten from the catalogue (\`src/analysis/catalogue\`) by \`node bin/metrics-doc.mjs\`; a test keeps the two equal. Rules common to all:
periods are half-open \`[from, to)\` in the workspace's time zone; money is counted in whole minor units and rounded once, at the end; rates, medians and
models need 5 cases to be shown and 20 to be shown without the note \`small_n\`; intervals are 90 %. A number that can't be told is a
reason, never 0. Shared cost is split month by month over the five classes by the driver set, then within a class over segment, channel,
campaign and process by direct cost, largest remainder each time, so months add up to years and parts to the total exactly.\n\n${metrics.map(sectionOf).join('\n')}`;
