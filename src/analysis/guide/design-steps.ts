import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { isWorded } from '../../model/blueprint/words.ts';
import type { GuidePart } from '../../model/guide.ts';
import { completenessOf, isMeasurable } from '../blueprint/completeness.ts';
import { designedCells } from '../organisation/journey-cells.ts';
import { linesWithWork, responsibilityFor } from '../organisation/responsibility.ts';
import { cellsWords, counted, say, shareWords } from '../organisation/words.ts';
import { type GuideState, part } from './state.ts';

const size = (things: object): number => Object.keys(things).length;

/** Of cells, personas and the like: how many of how many, as a share. */
const share = (some: number, all: number): number => (all === 0 ? 0 : some / all);

/** Most cells filled in, most measurable: from here on a journey says more than it leaves open (§7.1, question 3). */
const most = 0.7;

export const inputParts = ({ draft }: GuideState): GuidePart[] => {
  const elements = Object.values(draft.idea).filter(({ text }) => isWorded(text)).length;
  const sized = Object.values(draft.segments).filter(({ potential }) => potential.customers !== null).length;
  const goals = Object.values(draft.goals).filter(({ target, due }) => target !== null && due !== null).length;
  return [
    part('idea', elements >= 3, '/design', {
      found: say('Идея написана: элементов — {n}', 'The idea is written: {n} elements', { n: elements }),
      lacking: say(
        'Идея: напишите хотя бы для кого вы, что их не устраивает и в чём главная ценность',
        'The idea: write at least for whom you are, what dissatisfies them, and the main value',
      ),
    }),
    part('market', size(draft.segments) > 0, '/design', {
      found: say('Рынок: сегментов — {n}', 'The market: {n} segments', { n: size(draft.segments) }),
      lacking: say('Рынок: назовите хотя бы один сегмент', 'The market: name at least one segment'),
    }),
    part('offer', size(draft.rungs) > 0, '/offer', {
      found: say('Предложение: ступеней — {n}', 'The offer: {n} rungs', { n: size(draft.rungs) }),
      lacking: say('Предложение: внесите то, что продаёте', 'The offer: enter what you sell'),
    }),
    part('goals', goals > 0, '/design', {
      found: say('Цели с числом и сроком: {n}', 'Goals with a number and a day: {n}', { n: goals }),
      lacking: say('Цели: поставьте число и срок', 'Goals: set a number and a day'),
    }),
    part(
      'potential',
      sized > 0,
      '/design',
      {
        found: say('Потенциал оценён у сегментов: {n}', 'Segments with their potential sized: {n}', { n: sized }),
        lacking: say(
          'Оцените потенциал рынка: без него не видно, куда расти',
          'Size the market: without it, it is not seen where to grow',
        ),
      },
      false,
    ),
  ];
};

export const pyramidParts = ({ draft }: GuideState): GuidePart[] => {
  const rungs = Object.values(draft.rungs);
  const levels = new Set(rungs.map(({ level }) => level)).size;
  const proved = rungs.filter(({ goal, resultKind }) => isWorded(goal) && resultKind !== '').length;
  const priced = rungs.filter(({ price, margin }) => price !== null && margin !== null).length;
  const all = { all: rungs.length };
  return [
    part('levels', levels >= 2, '/offer', {
      found: say('Пирамида: ступеней — {all}, уровней — {levels}', 'The pyramid: {all} rungs on {levels} levels', {
        ...all,
        levels,
      }),
      lacking: say(
        'Поставьте хотя бы две ступени: с чего клиент начинает и куда поднимается',
        'Put in at least two rungs: where a customer begins and where they rise to',
      ),
    }),
    part('results', proved > 0, '/offer', {
      found: say(
        'Результат клиента назван и узнаётся по событию: {n} из {all}',
        'The customer’s result is named and known by an event: {n} of {all}',
        { ...all, n: proved },
      ),
      lacking: say(
        'Назовите результат клиента и событие, по которому он виден',
        'Name the customer’s result and the event it is known by',
      ),
    }),
    part(
      'prices',
      rungs.length > 0 && priced === rungs.length,
      '/offer',
      {
        found: say('У всех ступеней есть цена и маржа', 'Every rung has a price and a margin'),
        lacking:
          rungs.length === 0
            ? say('Дайте каждой ступени цену и маржу', 'Give every rung a price and a margin')
            : say('Цена и маржа есть у {n} из {all}', 'Price and margin are given for {n} of {all}', {
                ...all,
                n: priced,
              }),
      },
      false,
    ),
  ];
};

export const segmentParts = ({ draft }: GuideState): GuidePart[] => {
  const segments = thingsOf(draft, 'segments');
  const told = segments.filter(([, { rule, names }]) => rule.length > 0 || names.length > 0).length;
  const having = (of: { segment: string }[]): number =>
    segments.filter(([id]) => of.some(({ segment }) => segment === id)).length;
  const withPersona = having(Object.values(draft.personas));
  const withCommittee = having(Object.values(draft.committees).filter(({ members }) => members.length > 0));
  const of = (n: number) => ({ n, all: segments.length });
  const isNone = segments.length === 0;
  const isAll = (n: number): boolean => segments.length > 0 && n === segments.length;
  return [
    part('rules', isAll(told), '/design', {
      found: say('Каждый сегмент узнаётся по данным', 'Every segment is told from the data'),
      lacking: isNone
        ? say(
            'Назовите сегменты и правило, по которому каждый узнаётся в данных',
            'Name segments, and the rule by which each is told from the data',
          )
        : say(
            'По данным узнаются {n} из {all} сегментов: дайте остальным правило',
            '{n} of {all} segments are told from the data: give the others a rule',
            of(told),
          ),
    }),
    part('personas', isAll(withPersona), '/design', {
      found: say('В каждом сегменте описан человек', 'Every segment has a person described'),
      lacking: isNone
        ? say('Опишите в каждом сегменте хотя бы одного человека', 'Describe at least one person in every segment')
        : say('Персоны есть в {n} из {all} сегментов', 'Personas are in {n} of {all} segments', of(withPersona)),
    }),
    part(
      'committees',
      isAll(withCommittee),
      '/design',
      {
        found: say('Известно, кто решает, в каждом сегменте', 'Who decides is known in every segment'),
        lacking: isNone
          ? say(
              'Запишите, кто решает в каждом сегменте; где решает один, это комитет из одного',
              'Write down who decides in every segment; where one decides, it is a committee of one',
            )
          : say(
              'Кто решает, описано в {n} из {all} сегментов; где решает один, это комитет из одного',
              'Who decides is described in {n} of {all} segments; where one decides, it is a committee of one',
              of(withCommittee),
            ),
      },
      false,
    ),
  ];
};

/** Cells of designed journeys, with how many of them are filled in, measurable, and after the purchase. */
const cellsOf = (draft: Blueprint) => {
  const cells = designedCells(draft);
  return {
    cells,
    full: cells.filter(({ id, cell }) => completenessOf(draft, id, cell).missing.length === 0).length,
    measurable: cells.filter(({ id, cell }) => isMeasurable(draft, id, cell)).length,
    after: cells.filter(({ cell }) => draft.states[cell.state]?.phase === 'after').length,
  };
};

export const journeyParts = ({ draft }: GuideState): GuidePart[] => {
  const { cells, full, after } = cellsOf(draft);
  const segments = thingsOf(draft, 'segments');
  const covered = segments.filter(([id]) => cells.some(({ segment }) => segment === id || segment === null)).length;
  return [
    part('journey', cells.length > 0, '/journeys', {
      found: say('Путь нарисован: {cells}', 'The journey is drawn: {cells}', { cells: cellsWords(cells.length) }),
      lacking: say(
        'Нарисуйте путь: возьмите заготовку и поправьте под себя',
        'Draw the journey: take a template and make it yours',
      ),
    }),
    part('after', after > 0, '/journeys', {
      found: say('Есть путь после покупки: {cells}', 'There is a way after the purchase: {cells}', {
        cells: cellsWords(after),
      }),
      lacking: say(
        'Дорисуйте путь после покупки: до результата, к постоянству и росту',
        'Draw on after the purchase: to the result, to habit and growth',
      ),
    }),
    part(
      'segments',
      cells.length > 0 && covered === segments.length,
      '/journeys',
      {
        found: say('Путь есть у каждого сегмента', 'Every segment has a journey'),
        lacking:
          segments.length === 0
            ? say('Дайте путь каждому сегменту', 'Give every segment a journey')
            : say('Путь есть у {n} из {all} сегментов', '{n} of {all} segments have a journey', {
                n: covered,
                all: segments.length,
              }),
      },
      false,
    ),
    part(
      'full',
      share(full, cells.length) >= most,
      '/journeys',
      {
        found: say('Обязательное заполнено в {share} клеток', 'What must be filled in is, in {share} of cells', {
          share: shareWords(share(full, cells.length)),
        }),
        lacking:
          cells.length === 0
            ? say('Заполните обязательное в 70 % клеток', 'Fill in what must be filled in, in 70 % of cells')
            : say(
                'Обязательное заполнено в {n} из {all}: дойдите до 70 %',
                'What must be filled in is, in {n} of {all}: get to 70 %',
                { n: full, all: cellsWords(cells.length) },
              ),
      },
      false,
    ),
  ];
};

export const testParts = ({ draft }: GuideState): GuidePart[] => {
  const { cells, measurable } = cellsOf(draft);
  const proofs = Object.values(draft.proofs);
  const seen = proofs.filter(({ kind }) => kind !== 'input').length;
  const tried = proofs.filter(({ kind, result }) => kind === 'experiment' && (result ?? 'open') !== 'open').length;
  return [
    part('measurable', share(measurable, cells.length) >= most, '/lifecycle?tab=rules', {
      found: say('По событиям видно {share} клеток', 'Events show {share} of cells', {
        share: shareWords(share(measurable, cells.length)),
      }),
      lacking:
        cells.length === 0
          ? say('Назовите события, по которым видно клетки', 'Name the events that show the cells')
          : say(
              'По событиям видно {n} из {all}: назовите события остальных',
              'Events show {n} of {all}: name the events of the others',
              { n: measurable, all: cellsWords(cells.length) },
            ),
    }),
    part('asked', seen > 0, '/journeys', {
      found: say('Проверок с людьми и фактами: {n}', 'Checks with people and facts: {n}', { n: seen }),
      lacking: say(
        'Спросите пятерых клиентов и запишите в клетки, что подтвердилось',
        'Ask five customers and write into the cells what held',
      ),
    }),
    part(
      'tried',
      tried > 0,
      '/journeys',
      {
        found: say('Опытов с итогом: {n}', 'Experiments with a result: {n}', { n: tried }),
        lacking: say(
          'Проверьте опытом хотя бы одну клетку, которая дорого стоит',
          'Test at least one costly cell by an experiment',
        ),
      },
      false,
    ),
  ];
};

export const organisationParts = ({ draft }: GuideState): GuidePart[] => {
  const cells = designedCells(draft);
  const lines = linesWithWork(draft, cells);
  const unowned = lines.filter((line) => responsibilityFor(draft, line, cells).accountable.length === 0).length;
  const roles = size(draft.roles);
  const held = new Set(Object.values(draft.employees).flatMap((person) => person.roles.map(({ role }) => role))).size;
  return [
    part('roles', roles > 0, '/organisation', {
      found: say('Ролей: {n}', 'Roles: {n}', { n: roles }),
      lacking: say('Назовите роли, которых требует путь', 'Name the roles the journey asks for'),
    }),
    part('owners', lines.length > 0 && unowned < lines.length && roles > 0, '/organisation?tab=responsibility', {
      found: say('За участки работы отвечают: {n} из {all}', 'Areas of work with an owner: {n} of {all}', {
        n: lines.length - unowned,
        all: lines.length,
      }),
      lacking: say('Ни за один участок работы никто не отвечает', 'Nobody answers for any area of work'),
    }),
    part(
      'gaps',
      lines.length > 0 && unowned === 0,
      '/organisation',
      {
        found: say('У каждого участка есть ответственный', 'Every area has an owner'),
        lacking:
          lines.length === 0
            ? say('Дайте каждому участку работы ответственного', 'Give every area of work an owner')
            : say('Без ответственного: {n}', 'Without an owner: {n}', {
                n: counted(unowned, ['участок', 'участка', 'участков'], ['area', 'areas']),
              }),
      },
      false,
    ),
    part(
      'people',
      held > 0,
      '/organisation?tab=people',
      {
        found: say('Люди распределены по ролям: {n}', 'Roles that people hold: {n}', { n: held }),
        lacking: say('Внесите людей и доли их времени', 'Enter people and the shares of their time'),
      },
      false,
    ),
  ];
};
