import type { MetricId } from '../../../model/metric-words.ts';
import type { Sentence } from '../../../model/problem.ts';

import { asDrawn, personLoads, roleLoads, staffOf } from '../capacity.ts';
import { classOfCell } from '../cell-stage.ts';
import { means } from '../spelling.ts';
import { counted, hoursWords, moneyWords, say, shareWords } from '../words.ts';
import { kpiNames, type RivalKpi } from './kpi-names.ts';
import { called, calledAll, type Found, ref, refs, type Scene } from './scene.ts';

/** Roles that the journey or the zones give work or responsibility. */
const rolesInUse = ({ blueprint, cells }: Scene): Set<string> => {
  const used = new Set<string>();
  for (const { cell } of cells)
    for (const role of [cell.responsible, cell.accountable]) if (role !== null) used.add(role);
  for (const zone of Object.values(blueprint.zones))
    for (const [role, letter] of Object.entries(zone.roles)) if (letter !== 'I' && letter !== 'C') used.add(role);
  return used;
};

/** Before anybody is entered every role is without people: that is one thing to do, and not one of each role. */
const nobodyYet = (roles: readonly string[]): Found => ({
  code: 'role_without_people',
  severity: 'medium',
  where: refs('roles', roles),
  text: say(
    'Людей в проекте ещё нет: {roles} пути никто не занимает.',
    'There are no people in the design yet: nobody holds {roles} of the journey.',
    { roles: counted(roles.length, ['роль', 'роли', 'ролей'], ['role', 'roles']) },
  ),
  advice: say(
    'Внесите людей и роли, которые они держат: тогда видно, какая роль осталась без человека и хватает ли времени.',
    'Enter people and the roles they hold: then it shows which role is left without anybody, and whether time suffices.',
  ),
  page: 'organisation',
  n: roles.length,
});

/** I3: a role with work that nobody holds; high where its cells have hours, else medium. One finding for all of them before anybody is entered. */
const withoutPeople = (scene: Scene): Found[] => {
  const { blueprint, cells } = scene;
  const empty = [...rolesInUse(scene)].filter(
    (id) => blueprint.roles[id] !== undefined && staffOf(blueprint, id) === 0,
  );
  if (Object.keys(blueprint.employees).length === 0 && empty.length > 1) return [nobodyYet(empty)];
  return empty.map((id) => {
    const own = cells.filter(({ cell }) => cell.responsible === id);
    const hours = own.reduce((total, { hoursMonth }) => total + (hoursMonth ?? 0), 0);
    return {
      code: 'role_without_people',
      severity: hours > 0 && Object.keys(blueprint.employees).length > 0 ? 'high' : 'medium',
      where: [
        ref('roles', id),
        ...refs(
          'cells',
          own.map((placed) => placed.id),
        ),
      ],
      text: say(
        hours > 0
          ? 'Роль {role} делает {cells} ({hours} в месяц), но её никто не занимает.'
          : 'Роль {role} отвечает за часть пути, но её никто не занимает.',
        hours > 0
          ? 'The role {role} does {cells} ({hours} a month), but nobody holds it.'
          : 'The role {role} answers for a part of the journey, but nobody holds it.',
        {
          role: called(scene, 'roles', id),
          cells: counted(own.length, ['клетку', 'клетки', 'клеток'], ['cell', 'cells']),
          hours: hoursWords(hours),
        },
      ),
      advice: say(
        'Укажите, кто из людей держит эту роль, или передайте работу другой роли.',
        'Say which of the people holds it, or give its work to another role.',
      ),
      page: 'organisation',
      n: own.length,
    } satisfies Found;
  });
};

/** An orphan: no cell, no zone, no management. Its pay is the money, where people hold it. */
const withoutCells = (scene: Scene): Found[] => {
  const { blueprint } = scene;
  if (scene.cells.length === 0) return [];
  const used = rolesInUse(scene);
  const heads = new Set(Object.values(blueprint.roles).map(({ reportsTo }) => reportsTo));
  return Object.entries(blueprint.roles)
    .filter(([id, role]) => !used.has(id) && !heads.has(id) && role.function !== 'management')
    .map(([id, role]) => {
      const staff = staffOf(blueprint, id);
      const pay = (role.monthlyPay ?? 0) * 12 * staff;
      return {
        code: 'role_without_cells',
        severity: staff > 0 ? 'medium' : 'low',
        where: [ref('roles', id)],
        text: say(
          'Роль {role} не обслуживает ни одной клетки пути и ни за что не отвечает.',
          'The role {role} serves no cell of any journey and answers for nothing.',
          { role: called(scene, 'roles', id) },
        ),
        advice: say(
          'Отдайте роли работу в клетках пути или уберите её из устройства.',
          'Give it work in cells of the journey, or take it out of the organisation.',
        ),
        page: 'organisation',
        ...(pay > 0 && scene.facts !== null
          ? {
              money: { low: Math.round(pay), high: Math.round(pay) },
              moneyHow: say(
                'Оплата роли за год: {n} ставки × {pay} в месяц × 12.',
                'Pay of the role a year: {n} positions × {pay} a month × 12.',
                {
                  n: staff,
                  pay: moneyWords(role.monthlyPay ?? 0, scene.facts.currency),
                },
              ),
            }
          : {}),
      } satisfies Found;
    });
};

/** I7: more of a person promised than there is, or more hours than the person has. */
const overloaded = (scene: Scene): Found[] =>
  personLoads(scene.blueprint, roleLoads(scene.blueprint, asDrawn, scene.cells))
    .filter(({ promised, hours, capacity }) => promised > 1 + 1e-9 || (capacity > 0 && hours > capacity * (1 + 1e-9)))
    .map(({ employee, roles, promised, hours, capacity }) => ({
      code: 'person_overloaded',
      severity: 'medium',
      where: [
        ref('employees', employee),
        ...refs(
          'roles',
          roles.map(({ role }) => role),
        ),
      ],
      text: say(
        promised > 1 + 1e-9
          ? '{person} отдаёт ролям {share} своего времени: столько нет.'
          : 'Работы {person} — {hours} в месяц, а времени — {capacity}.',
        promised > 1 + 1e-9
          ? '{person} gives roles {share} of the time: there is not so much.'
          : '{person} has {hours} of work a month and {capacity} of time.',
        {
          person: scene.blueprint.employees[employee]?.name ?? employee,
          share: shareWords(promised),
          hours: hoursWords(hours),
          capacity: hoursWords(capacity),
        },
      ),
      advice: say('Передайте часть ролей или клеток другим.', 'Hand over some of the roles or cells.'),
      page: 'organisation',
    }));

/** Customers a person must have met before a share of them means something (G1). */
const leastCustomers = 10;

/** The hero: one person behind more than half of a class of successes. */
const heroes = (scene: Scene): Found[] => {
  const { facts, blueprint } = scene;
  if (facts === null) return [];
  const classes = [...new Set(facts.actors.map((row) => row.class))];
  return classes.flatMap((wanted) => {
    const rows = facts.actors.filter((row) => row.class === wanted && row.actor !== '');
    const total = facts.successes[wanted] ?? 0;
    const top = rows.toSorted((a, b) => b.customers - a.customers)[0];
    if (top === undefined || total < leastCustomers || top.customers <= total / 2) return [];
    const person = Object.entries(blueprint.employees).find(([id, { name, names }]) =>
      means(top.actor, id, { name: { ru: name, en: name }, names }),
    );
    const touched = scene.cells.filter(({ cell }) => classOfCell(blueprint, cell) === wanted).map(({ id }) => id);
    return [
      {
        code: 'one_person_dependence',
        severity: 'medium',
        where: [...(person ? [ref('employees', person[0])] : []), ...refs('cells', touched)],
        text: say(
          '{what}: {share} держится на одном человеке — {actor} ({n} из {of}).',
          '{what}: {share} rest on one person, {actor} ({n} of {of}).',
          {
            what: successNames[wanted] ?? { ru: wanted, en: wanted },
            share: shareWords(top.customers / total),
            actor: top.actor,
            n: top.customers,
            of: total,
          },
        ),
        advice: say(
          'Запишите, как он это делает, и научите второго: материал, сценарий разговора, совместные встречи.',
          'Write down how it is done and teach a second one: a material, a script, meetings held together.',
        ),
        page: 'organisation',
        n: total,
      } satisfies Found,
    ];
  });
};

const successNames: Record<string, Sentence> = {
  acquisition: { ru: 'Новые клиенты', en: 'New customers' },
  activation: { ru: 'Вывод на результат', en: 'Results reached' },
  retention: { ru: 'Удержание', en: 'Customers kept' },
  development: { ru: 'Развитие', en: 'Customers developed' },
  winback: { ru: 'Возвраты', en: 'Customers won back' },
};

/** Metrics that are raised at each other's expense, and why. Ours; extend deliberately. */
export const opposed: readonly { a: RivalKpi; b: RivalKpi; why: Sentence }[] = [
  {
    a: 'customers_new',
    b: 'win_rate',
    why: say('больше слабых заявок — меньше доля выигранных', 'more weak leads, a lower share won'),
  },
  {
    a: 'customers_new',
    b: 'win_rate_closed',
    why: say('больше слабых заявок — меньше доля выигранных', 'more weak leads, a lower share won'),
  },
  {
    a: 'cac_ads_only',
    b: 'customers_new',
    why: say('дешевле реклама — меньше приток', 'cheaper advertising, fewer who come'),
  },
  {
    a: 'unit_cost_acquisition',
    b: 'customers_new',
    why: say('дешевле привлечение — меньше приток', 'cheaper acquisition, fewer who come'),
  },
  {
    a: 'customers_new',
    b: 'activation_rate',
    why: say('брать всех подряд — реже доводить до результата', 'taking everybody, fewer reach a result'),
  },
  {
    a: 'net_revenue',
    b: 'gross_margin',
    why: say('скидки поднимают выручку и съедают маржу', 'discounts raise revenue and eat the margin'),
  },
  {
    a: 'net_revenue',
    b: 'dso_days',
    why: say('отсрочки поднимают выручку и задерживают деньги', 'deferred payment raises revenue and delays the cash'),
  },
  {
    a: 'unit_cost_activation',
    b: 'activation_rate',
    why: say('дешевле запуск — меньше дошедших до результата', 'a cheaper start, fewer reach a result'),
  },
  {
    a: 'unit_cost_retention',
    b: 'retention_rate',
    why: say('дешевле забота — больше ушедших', 'cheaper care, more leave'),
  },
];

/** Metrics that both sides win by together: who share one of these weigh the two against each other. */
const joint: readonly MetricId[] = ['nmc', 'joint_return', 'contribution', 'customer_equity', 'ltv_cac'];

/** Two roles rewarded for opposite changes, neither of which holds both metrics, with no joint metric between them. */
const conflicts = (scene: Scene): Found[] => {
  const { blueprint } = scene;
  const roles = Object.entries(blueprint.roles);
  return opposed.flatMap(({ a, b, why }) => {
    const forA = roles.filter(([, { kpis }]) => kpis.includes(a) && !kpis.includes(b));
    const forB = roles.filter(([, { kpis }]) => kpis.includes(b) && !kpis.includes(a));
    const sides = forA.flatMap(([x, one]) =>
      forB
        .filter(([y, other]) => x !== y && !joint.some((each) => one.kpis.includes(each) && other.kpis.includes(each)))
        .map(([y]) => [x, y] as const),
    );
    if (sides.length === 0) return [];
    const [left, right] = [sides.map(([x]) => x), sides.map(([, y]) => y)].map((ids) => [...new Set(ids)]) as [
      string[],
      string[],
    ];
    return [
      {
        code: 'kpi_conflict',
        severity: 'medium',
        where: [...refs('roles', [...left, ...right])],
        text: say(
          '{left} — за показатель «{a}», {right} — за «{b}», а они тянут в разные стороны: {why}.',
          '{left}: judged by “{a}”; {right}: by “{b}”. They pull apart: {why}.',
          {
            left: calledAll(scene, 'roles', left),
            right: calledAll(scene, 'roles', right),
            a: kpiNames[a],
            b: kpiNames[b],
            why,
          },
        ),
        advice: say(
          'Дайте обеим ролям общий показатель, например «{nmc}», или обе цифры каждой.',
          'Give both a joint metric, for instance “{nmc}”, or both numbers to each.',
          { nmc: kpiNames.nmc },
        ),
        page: 'organisation',
        n: sides.length,
      } satisfies Found,
    ];
  });
};

/** Roles and people: I3, I7, orphans, heroes, opposite rewards. */
export const roleFindings = (scene: Scene): Found[] => [
  ...withoutPeople(scene),
  ...withoutCells(scene),
  ...overloaded(scene),
  ...heroes(scene),
  ...conflicts(scene),
];
