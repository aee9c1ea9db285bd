import { thingsOf } from '../../model/blueprint/things.ts';
import type { MetricId } from '../../model/metric-words.ts';
import { competenceWords } from '../blueprint/defaults/competences.ts';
import { nameOf } from '../blueprint/names.ts';
import { salesTypesWords, salesTypeWords } from '../blueprint/sales-types.ts';
import { metricOf } from '../catalogue/catalogue.ts';
import { staffOf } from '../organisation/capacity.ts';
import { derivedProcesses } from '../organisation/derivation.ts';
import { raciGrid } from '../organisation/responsibility.ts';
import { raciLetter } from '../sheets/raci-sheet.ts';
import { assetWords, classWords, functionWords, ownershipWords, percentWords, severityWords } from '../sheets/words.ts';
import type { DesignTable, Written } from './design-table.ts';
import { column, joined, tableOf, writerOf } from './design-table.ts';

const metricName = (id: MetricId | null, language: 'ru' | 'en'): string =>
  id === null ? '' : metricOf(id).name[language];

/** The stages of the lifecycle as the company means them. */
export const stageTable = (written: Written): DesignTable => {
  const { words, of, named } = writerOf(written);
  const { language } = written;
  return tableOf(written, 'stages', [
    column('stage', (_, id) => named('stages', id)),
    column('entry', (thing) => words(thing.entry)),
    column('exit', (thing) => words(thing.exit)),
    column('kinds', (thing) => joined(thing.kinds)),
    column('costClass', (thing) => of(classWords, thing.costClass)),
    column('metric', (thing) => metricName(thing.metric, language)),
    column('target', (thing) => thing.target),
    column('windowDays', (thing) => thing.windowDays),
    column('bySegment', (thing) =>
      joined(
        Object.entries(thing.bySegment).map(([id, { target, windowDays }]) =>
          [
            named('segments', id),
            target ?? '',
            windowDays === null ? '' : `${windowDays} ${language === 'ru' ? 'дн.' : 'days'}`,
          ]
            .filter((part) => part !== '')
            .join(': '),
        ),
      ),
    ),
  ]);
};

export const goalTable = (written: Written): DesignTable => {
  const { words, named } = writerOf(written);
  return tableOf(written, 'goals', [
    column('name', (thing) => words(thing.name)),
    column('metric', (thing) => metricName(thing.metric, written.language)),
    column('segment', (thing) => named('segments', thing.segment)),
    column('base', (thing) => thing.base),
    column('basePeriod', ({ basePeriod }) => (basePeriod === null ? '' : `${basePeriod.from} – ${basePeriod.to}`)),
    column('target', (thing) => thing.target),
    column('due', (thing) => thing.due),
    column('owner', (thing) => named('roles', thing.owner)),
    column('scenario', (thing) => named('scenarios', thing.scenario)),
  ]);
};

export const roleTable = (written: Written): DesignTable => {
  const { words, named, all, of, yes } = writerOf(written);
  return tableOf(written, 'roles', [
    column('name', (thing) => words(thing.name)),
    column('function', (thing) => of(functionWords, thing.function)),
    column('reportsTo', (thing) => named('roles', thing.reportsTo)),
    column('competences', (thing) => joined(thing.competences.map((each) => competenceWords(each)[written.language]))),
    column('kpis', (thing) => joined(thing.kpis.map((id) => metricName(id, written.language)))),
    column('budgets', (thing) => all('stages', thing.budgets)),
    column('nominalHours', (thing) => thing.nominalHours),
    column('leaveHours', (thing) => thing.leaveHours),
    column('meetingHours', (thing) => thing.meetingHours),
    column('utilisation', (thing) => thing.utilisation),
    column('rampMonths', (thing) => thing.rampMonths),
    column('otherHours', (thing) => thing.otherHours),
    column('monthlyPay', (thing) => thing.monthlyPay),
    column('isToday', (thing) => yes(thing.isToday)),
    column({ ru: 'Ставок занято', en: 'Positions filled' }, (_, id) => staffOf(written.blueprint, id)),
  ]);
};

export const peopleTable = (written: Written): DesignTable => {
  const { named, of } = writerOf(written);
  const part = (share: number): string => percentWords(share, written.language);
  return tableOf(written, 'employees', [
    column('name', (thing) => thing.name),
    column('names', (thing) => joined(thing.names)),
    column('roles', (thing) => joined(thing.roles.map(({ role, share }) => `${named('roles', role)} ${part(share)}`))),
    column('rate', (thing) => thing.rate),
    column('classShares', (thing) =>
      joined(
        Object.entries(thing.classShares).map(
          ([name, share]) => `${of(classWords, name as keyof typeof classWords)} ${part(share)}`,
        ),
      ),
    ),
    column('startedAt', (thing) => thing.startedAt),
  ]);
};

/** The responsibility grid: a row for each field that has work, a column for each role. */
export const raciTable = ({ blueprint, language }: Written): DesignTable => {
  const { named, all } = writerOf({ blueprint, language });
  const { roles, rows } = raciGrid(blueprint);
  const first = {
    ru: ['Стадия', 'Сегмент', 'Тип продаж', 'Отвечает'],
    en: ['Stage', 'Segment', 'Sales type', 'Accountable'],
  };
  return {
    header: [...first[language], ...roles.map((role) => named('roles', role))],
    rows: rows.map(({ line, responsibility }) => [
      named('stages', line.stage),
      named('segments', line.segment),
      salesTypeWords(line.salesType ?? '')[language],
      all('roles', responsibility.accountable),
      ...roles.map((role) => {
        const letter = responsibility.letters[role];
        return letter === undefined ? '' : raciLetter(letter);
      }),
    ]),
  };
};

/** Processes that follow from the journeys, then those somebody wrote down. */
export const processTable = ({ blueprint, language }: Written): DesignTable => {
  const { named, all, words } = writerOf({ blueprint, language });
  const ru = language === 'ru';
  const written = thingsOf(blueprint, 'processes').map(([id, process]) => [
    words(process.name) || id,
    ru ? (process.isToday ? 'сейчас' : 'записан') : process.isToday ? 'today' : 'written',
    named('journeys', process.journey),
    all('stages', process.stages),
    salesTypeWords(process.salesType ?? '')[language],
    named('roles', process.owner),
    '',
    words(process.trigger),
    words(process.outcome),
    metricName(process.metric, language),
    process.slaHours,
    null,
    all('cells', process.cells),
    id,
  ]);
  const derived = derivedProcesses(blueprint).map((process) => [
    `${nameOf(blueprint, { collection: 'stages', id: process.stage })[language]}: ${named('journeys', process.journey)}`,
    ru ? 'из пути' : 'from the journey',
    named('journeys', process.journey),
    named('stages', process.stage),
    salesTypesWords(process.salesTypes, '; ')[language],
    named('roles', process.owner),
    all('roles', process.roles),
    joined(process.trigger),
    joined(process.outcome),
    metricName(process.metric, language),
    process.slaHours,
    Math.round(process.hoursMonth * 10) / 10,
    all('cells', process.cells),
    process.key,
  ]);
  return {
    header: ru
      ? [
          'Процесс',
          'Откуда',
          'Путь',
          'Стадии',
          'Типы продаж',
          'Владелец',
          'Кто делает',
          'С чего начинается',
          'Чем кончается',
          'Показатель',
          'Срок ответа, ч',
          'Часов в месяц',
          'Клетки',
          'id',
        ]
      : [
          'Process',
          'Origin',
          'Journey',
          'Stages',
          'Sales types',
          'Owner',
          'Done by',
          'Begins with',
          'Ends with',
          'Metric',
          'Answer within, h',
          'Hours a month',
          'Cells',
          'id',
        ],
    rows: [...derived, ...written],
  };
};

export const channelTable = (written: Written): DesignTable => {
  const { words, of, yes } = writerOf(written);
  return tableOf(written, 'channels', [
    column('name', (thing) => words(thing.name)),
    column('names', (thing) => joined(thing.names)),
    column('ownership', (thing) => of(ownershipWords, thing.ownership)),
    column('budgetMonth', (thing) => thing.budgetMonth),
    column('isToday', (thing) => yes(thing.isToday)),
  ]);
};

export const campaignTable = (written: Written): DesignTable => {
  const { words, named, all } = writerOf(written);
  return tableOf(written, 'campaigns', [
    column('name', (thing) => words(thing.name)),
    column('names', (thing) => joined(thing.names)),
    column('channel', (thing) => named('channels', thing.channel)),
    column('cells', (thing) => all('cells', thing.cells)),
  ]);
};

export const toolTable = (written: Written): DesignTable => {
  const { words, all, yes } = writerOf(written);
  return tableOf(written, 'tools', [
    column('name', (thing) => words(thing.name)),
    column('cells', (thing) => all('cells', thing.cells)),
    column('monthlyCost', (thing) => thing.monthlyCost),
    column('isToday', (thing) => yes(thing.isToday)),
  ]);
};

export const assetTable = (written: Written): DesignTable => {
  const { words, named, of } = writerOf(written);
  return tableOf(written, 'assets', [
    column('name', (thing) => words(thing.name)),
    column('kind', (thing) => of(assetWords, thing.kind)),
    column('cost', (thing) => thing.cost),
    column('inServiceAt', (thing) => thing.inServiceAt),
    column('lifeMonths', (thing) => thing.lifeMonths),
    column('owner', (thing) => named('roles', thing.owner)),
    column('names', (thing) => joined(thing.names)),
  ]);
};

export const findingTable = ({ findings, language, blueprint }: Written): DesignTable => ({
  header:
    language === 'ru'
      ? [
          'Важность',
          'Что не так',
          'Что сделать',
          'Цена вопроса от, в год',
          'до, в год',
          'Как посчитано',
          'Где',
          'Сколько',
          'Код',
        ]
      : [
          'Severity',
          'What is wrong',
          'What to do',
          'At stake from, a year',
          'to, a year',
          'How reckoned',
          'Where',
          'How many',
          'Code',
        ],
  rows: findings.map(({ severity, text, advice, money, moneyHow, where, n, code }) => [
    severityWords[severity][language],
    text[language],
    advice[language],
    money?.low ?? null,
    money?.high ?? null,
    moneyHow?.[language] ?? '',
    joined(where.map((ref) => nameOf(blueprint, ref)[language])),
    n ?? null,
    code,
  ]),
});
