import { type PersonLoad, personLoads, roleLoads } from '../organisation/capacity.ts';
import { roleFlows, trainedPart } from '../organisation/flow.ts';
import type { DesignTable, Value, Written } from './design-table.ts';
import { writerOf } from './design-table.ts';

const columns = {
  ru: [
    'Что',
    'Название',
    'Часов на клетках',
    'Прочих часов',
    'Часов всего',
    'Часов есть',
    'Запас часов',
    'Ставок есть',
    'Ставок нужно',
    'Загрузка',
    'Загрузка в плане',
    'В работе сразу',
    'На человека',
    'Ждут ответа, доля',
    'Ждут в среднем, ч',
    'Срок ответа, ч',
    'Людей ради срока',
    'Новичок за год, мес.',
    'Освоился, доля',
  ],
  en: [
    'What',
    'Name',
    'Hours of cells',
    'Other hours',
    'Hours in all',
    'Hours there are',
    'Spare hours',
    'Positions there are',
    'Positions needed',
    'Load',
    'Load planned',
    'Under way at once',
    'A person',
    'Part that waits',
    'Mean wait, h',
    'Term, h',
    'People for the term',
    'A newcomer’s year, months',
    'Trained, part',
  ],
};

/** The load of roles, then of people: hours a month and what there is for them, and of roles how work goes through them. */
export const capacityTable = ({ blueprint, language, asOf }: Written): DesignTable => {
  const { named } = writerOf({ blueprint, language });
  const ru = language === 'ru';
  const rounded = (value: number | null | undefined, by = 10): Value =>
    value === null || value === undefined ? null : Math.round(value * by) / by;
  const loads = roleLoads(blueprint);
  const flows = new Map(roleFlows(blueprint, undefined, loads).map((flow) => [flow.role, flow]));
  const roles = loads.map((load) => {
    const flow = flows.get(load.role);
    const queue = flow?.waiting?.queue;
    return [
      ru ? 'роль' : 'role',
      named('roles', load.role),
      rounded(load.cellHours),
      rounded(load.otherHours),
      rounded(load.hours),
      rounded(load.haveHours),
      rounded(load.slackHours),
      load.have,
      load.need.fte === null ? null : load.need.positions,
      rounded(flow?.utilisation, 1000),
      flow?.planned ?? null,
      rounded(flow?.open?.open),
      rounded(flow?.open?.perPerson),
      rounded(queue?.waits, 1000),
      queue === undefined || queue.waits === null ? null : rounded(queue.meanWaitHours, 1000),
      flow?.waiting?.slaHours ?? null,
      flow?.waiting?.peopleForSla ?? null,
      flow?.firstYearMonths ?? null,
      null,
    ];
  });
  const trained = ({ employee, roles }: PersonLoad): number => {
    const longest = Math.max(1, ...roles.map(({ role }) => blueprint.roles[role]?.rampMonths ?? 1));
    return trainedPart(blueprint.employees[employee]?.startedAt ?? null, longest, asOf);
  };
  const people = personLoads(blueprint, loads).map((load) => [
    ru ? 'человек' : 'person',
    named('employees', load.employee),
    null,
    null,
    rounded(load.hours),
    rounded(load.capacity),
    rounded(load.capacity - load.hours),
    load.promised,
    null,
    rounded(load.capacity > 0 ? load.hours / load.capacity : null, 1000),
    ...Array.from({ length: columns.ru.length - 11 }, () => null),
    rounded(trained(load), 1000),
  ]);
  return { header: columns[language], rows: [...roles, ...people] };
};
