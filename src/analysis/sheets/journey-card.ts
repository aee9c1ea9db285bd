import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Cell, Edge } from '../../model/blueprint/journey.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { worded } from '../../model/blueprint/words.ts';
import { endName } from '../blueprint/names.ts';
import { statusOf } from '../blueprint/status.ts';
import type { Setting } from './frame.ts';
import { small } from './frame.ts';
import { wayInk } from './journey-ways.ts';
import { ink, type Letters, leading, type Pen } from './pen.ts';
import { numberWords, percentWords, statusWords } from './words.ts';

const pad = 1.6;
/** Ways told on a card; the rest are counted. */
const mostWays = 12;

export type CardText = { lines: readonly string[]; letters: Letters }[];

/** What the cards of one journey are drawn from. */
export type Journeyed = {
  blueprint: Blueprint;
  setting: Setting;
  asOf: string;
  /** Cells are numbered along the customer's way, so that a way can name where it goes on another sheet. */
  numbers: ReadonlyMap<string, number>;
  edges: readonly Edge[];
};

const wayText = ({ blueprint, setting: { language }, numbers }: Journeyed, edge: Edge): string => {
  const n = edge.to.startsWith('cell:') ? numbers.get(edge.to.slice(5)) : undefined;
  const to = n === undefined ? endName(blueprint, edge.to)[language] : String(n);
  const days =
    edge.dwellDays === null ? '' : `${numberWords(edge.dwellDays, language)} ${language === 'ru' ? 'дн.' : 'd'}`;
  return [
    `→ ${to}`,
    edge.probability === null ? '' : percentWords(edge.probability, language),
    days,
    worded(edge.condition, language),
  ]
    .filter((part) => part !== '')
    .join(' · ');
};

const factsOf = (cell: Cell, language: 'ru' | 'en'): string => {
  const ru = language === 'ru';
  const month =
    cell.volumeMonth === null ? '' : `${numberWords(cell.volumeMonth, language)} ${ru ? 'в мес.' : 'a month'}`;
  const sla =
    cell.slaHours === null ? '' : `${ru ? 'за' : 'in'} ${numberWords(cell.slaHours, language)} ${ru ? 'ч' : 'h'}`;
  return [month, sla].filter((part) => part !== '').join(' · ');
};

/** The texts of a cell's card broken to its width: question, what we do, who, how often, where it goes on. */
export const cardText = (pen: Pen, journeyed: Journeyed, id: string, cell: Cell, width: number): CardText => {
  const { blueprint, setting, asOf, edges, numbers } = journeyed;
  const { language } = setting;
  const inner = width - 2 * pad;
  const { status } = statusOf(blueprint, `cell:${id}`, asOf);
  const roleName = (role: string | null): string =>
    role === null ? '' : worded(blueprint.roles[role]?.name, language);
  const doer = roleName(cell.responsible);
  const owner = cell.accountable === cell.responsible ? '' : roleName(cell.accountable);
  const from = edges
    .filter(({ to, from: begin }) => to === `cell:${id}` && !begin.startsWith('cell:'))
    .map(({ from: begin }) => endName(blueprint, begin)[language]);
  const some = (text: string, letters: Letters, most: number): CardText =>
    text === '' ? [] : [{ lines: pen.wrap(text, letters, inner, most), letters }];
  const ways = edges.filter((edge) => edge.from === `cell:${id}`);
  return [
    ...some(`${numbers.get(id) ?? ''} · ${statusWords[status][language]}`, { size: small, color: ink.faint }, 1),
    ...some(worded(cell.question, language), { size: 7.5, weight: 'bold' }, 5),
    ...some(worded(cell.ourAction, language), { size: small }, 5),
    ...some([doer, owner].filter((name) => name !== '').join(' / '), { size: small, color: ink.soft }, 3),
    ...some(factsOf(cell, language), { size: small, color: ink.faint }, 2),
    ...(from.length === 0 ? [] : some(`← ${from.join(', ')}`, { size: small, color: ink.faint }, 2)),
    ...ways
      .slice(0, mostWays)
      .flatMap((edge) => some(wayText(journeyed, edge), { size: small, color: wayInk[edge.kind] }, 2)),
    ...(ways.length <= mostWays
      ? []
      : some(
          `${language === 'ru' ? 'и ещё' : 'and more:'} ${ways.length - mostWays}`,
          { size: small, color: ink.faint },
          1,
        )),
  ];
};

export const cardHeight = (text: CardText): number =>
  text.reduce((total, { lines, letters }) => total + lines.length * leading(letters.size) + 0.4, 2 * pad - 0.4);

const edgeOf = { confirmed: ink.accent, refuted: ink.back, stale: ink.develop } as Record<string, string>;

export const drawCard = (
  pen: Pen,
  journeyed: Journeyed,
  id: string,
  text: CardText,
  at: { x: number; y: number; width: number },
): number => {
  const height = cardHeight(text);
  const { status } = statusOf(journeyed.blueprint, `cell:${id}`, journeyed.asOf);
  pen.box({ ...at, height, fill: ink.paper, stroke: edgeOf[status] ?? ink.line, radius: 1.2 });
  let y = at.y + pad;
  for (const { lines, letters } of text)
    y += pen.block(lines, { x: at.x + pad, y, width: at.width - 2 * pad }, letters) + 0.4;
  return height;
};

/** The cells of a journey along the customer's way: by state, then by touchpoint, then by place. */
export const cellsAlong = (blueprint: Blueprint, journeyId: string): [string, Cell][] => {
  const journey = blueprint.journeys[journeyId];
  if (journey === undefined) return [];
  const at = (list: readonly string[], id: string): number => (list.includes(id) ? list.indexOf(id) : list.length);
  return thingsOf(blueprint, 'cells')
    .filter(([, cell]) => cell.journey === journeyId)
    .sort(
      ([, a], [, b]) =>
        at(journey.states, a.state) - at(journey.states, b.state) ||
        at(journey.touchpoints, a.touchpoint) - at(journey.touchpoints, b.touchpoint),
    );
};
