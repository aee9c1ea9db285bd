import type { Blueprint, Collection, ThingRef } from '../../model/blueprint/blueprint.ts';
import type { Edge } from '../../model/blueprint/journey.ts';
import type { StageDesign } from '../../model/blueprint/organisation.ts';
import { worded } from '../../model/blueprint/words.ts';
import type { Sentence } from '../../model/problem.ts';
import { stageNames } from '../../model/stages.ts';
import { thingAt } from './references.ts';

/** One thing of each collection, as it is called in a sentence. */
export const collectionNamesInWords: Record<Collection, Sentence> = {
  idea: { ru: 'Элемент идеи', en: 'Element of the idea' },
  segments: { ru: 'Сегмент', en: 'Segment' },
  personas: { ru: 'Персона', en: 'Persona' },
  committees: { ru: 'Закупочный комитет', en: 'Buying committee' },
  rungs: { ru: 'Ступень', en: 'Rung' },
  scenarios: { ru: 'Сценарий', en: 'Scenario' },
  goals: { ru: 'Цель', en: 'Goal' },
  states: { ru: 'Состояние решения', en: 'Decision state' },
  touchpoints: { ru: 'Точка контакта', en: 'Touchpoint' },
  journeys: { ru: 'Путь', en: 'Journey' },
  cells: { ru: 'Клетка', en: 'Cell' },
  edges: { ru: 'Переход', en: 'Transition' },
  proofs: { ru: 'Проверка', en: 'Proof' },
  stages: { ru: 'Стадия', en: 'Stage' },
  rules: { ru: 'Правило', en: 'Rule' },
  roles: { ru: 'Роль', en: 'Role' },
  employees: { ru: 'Сотрудник', en: 'Employee' },
  zones: { ru: 'Зона ответственности', en: 'Zone of responsibility' },
  processes: { ru: 'Процесс', en: 'Process' },
  channels: { ru: 'Канал', en: 'Channel' },
  campaigns: { ru: 'Кампания', en: 'Campaign' },
  tools: { ru: 'Инструмент', en: 'Tool' },
  assets: { ru: 'Актив', en: 'Asset' },
  comments: { ru: 'Комментарий', en: 'Comment' },
};

/** The market before any touch, beside the engine's stages. */
export const stageInWords = (stage: string): Sentence =>
  stage === 'market'
    ? { ru: 'Рынок', en: 'Market' }
    : (stageNames[stage as keyof typeof stageNames] ?? { ru: stage, en: stage });

const inBoth = (name: (language: 'ru' | 'en') => string): Sentence => ({ ru: name('ru'), en: name('en') });

/** What an end of an edge is called. */
export const endName = (blueprint: Blueprint, end: string): Sentence => {
  const [kind = '', ...rest] = end.split(':');
  const id = rest.join(':');
  if (kind === 'stage') return stageInWords(id);
  return nameOf(blueprint, { collection: kind === 'state' ? 'states' : 'cells', id });
};

const edgeName = (blueprint: Blueprint, { from, to }: Edge): Sentence => {
  const [begin, end] = [endName(blueprint, from), endName(blueprint, to)];
  return inBoth((language) => `${begin[language]} → ${end[language]}`);
};

/** A thing by its id; ids that lead nowhere may be called as what every object has. */
const own = <Thing>(things: Readonly<Record<string, Thing>>, id: string): Thing | undefined =>
  Object.hasOwn(things, id) ? things[id] : undefined;

/** What has no name of its own goes by what it is about. */
const ownName = (blueprint: Blueprint, { collection, id }: ThingRef, language: 'ru' | 'en'): string => {
  switch (collection) {
    case 'idea':
      return worded(own(blueprint.idea, id)?.text, language);
    case 'cells': {
      const cell = own(blueprint.cells, id);
      return cell === undefined
        ? ''
        : worded(cell.question, language) ||
            worded(cell.ourAction, language) ||
            worded(own(blueprint.touchpoints, cell.touchpoint)?.name, language);
    }
    case 'edges': {
      const edge = own(blueprint.edges, id);
      return edge === undefined ? '' : edgeName(blueprint, edge)[language];
    }
    case 'stages':
      return (
        worded(own(blueprint.stages as Record<string, StageDesign>, id)?.name, language) || stageInWords(id)[language]
      );
    case 'zones': {
      const zone = own(blueprint.zones, id);
      if (zone === undefined) return '';
      const segment = zone.segment === null ? '' : worded(own(blueprint.segments, zone.segment)?.name, language);
      return [stageInWords(zone.stage)[language], segment, zone.salesType ?? '']
        .filter((part) => part !== '')
        .join(' · ');
    }
    case 'committees': {
      const committee = own(blueprint.committees, id);
      return committee === undefined
        ? ''
        : worded(committee.name, language) || worded(own(blueprint.segments, committee.segment)?.name, language);
    }
    default: {
      const thing = thingAt(blueprint, { collection, id });
      if (thing === undefined || !('name' in thing)) return '';
      return typeof thing.name === 'string' ? thing.name : worded(thing.name, language);
    }
  }
};

/** What a thing is called in both languages; its id where it has no name or is not there. */
export const nameOf = (blueprint: Blueprint, ref: ThingRef): Sentence =>
  inBoth((language) => ownName(blueprint, ref, language) || ref.id);
