import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { worded } from '../../model/blueprint/words.ts';
import { type RoleLoad, roleLoads } from '../organisation/capacity.ts';
import { designedCells } from '../organisation/journey-cells.ts';
import { bodyOf, type Page, pageOf, printOf, type Setting, small } from './frame.ts';
import { ink, leading, penOf } from './pen.ts';
import type { Print } from './sheet.ts';
import { functionWords, numberWords, percentWords } from './words.ts';

const gap = 8;
const between = 3;
const pad = 2;
const pictureColumn = 58;

/** A role with those who report to it. A circle of reporting is cut where it closes. */
type Branch = { role: string; under: Branch[] };

const branchesOf = (blueprint: Blueprint): Branch[] => {
  const roles = thingsOf(blueprint, 'roles');
  const placed = new Set<string>();
  const branch = (role: string): Branch => {
    placed.add(role);
    const under = roles.filter(([id, { reportsTo }]) => reportsTo === role && !placed.has(id)).map(([id]) => id);
    return { role, under: under.filter((id) => !placed.has(id)).map(branch) };
  };
  const heads = roles.filter(([, { reportsTo }]) => reportsTo === null || !Object.hasOwn(blueprint.roles, reportsTo));
  const top = heads.map(([id]) => branch(id));
  const circles = roles.flatMap(([id]) => (placed.has(id) ? [] : [branch(id)]));
  return [...top, ...circles];
};

const depthOf = (branches: readonly Branch[]): number =>
  branches.length === 0 ? 0 : 1 + Math.max(...branches.map(({ under }) => depthOf(under)));

/** Rows of the tree read from the left: on each the roles that begin there, with their depth. */
type Row = { role: string; depth: number }[];
const rowsOf = (branches: readonly Branch[], depth = 0): Row[] =>
  branches.flatMap(({ role, under }): Row[] => {
    const below = rowsOf(under, depth + 1);
    const [first, ...rest] = below;
    return [[{ role, depth }, ...(first ?? [])], ...rest];
  });

type Drawing = {
  blueprint: Blueprint;
  setting: Setting;
  loads: ReadonlyMap<string, RoleLoad>;
  cells: ReadonlyMap<string, number>;
  width: number;
};

const peopleIn = (blueprint: Blueprint, role: string, language: 'ru' | 'en'): string[] =>
  thingsOf(blueprint, 'employees').flatMap(([, { name, roles, rate }]) => {
    const share = roles.filter((held) => held.role === role).reduce((sum, held) => sum + held.share, 0) * rate;
    if (share === 0) return [];
    return [share === 1 ? name : `${name} (${percentWords(share, language)})`];
  });

const cardOf = (drawing: Drawing, id: string) => {
  const { blueprint, setting, loads, cells, width } = drawing;
  const { faces, language } = setting;
  const ru = language === 'ru';
  const pen = penOf(faces);
  const role = blueprint.roles[id];
  const load = loads.get(id);
  const inner = width - 2 * pad;
  const people = peopleIn(blueprint, id, language);
  const need = load === undefined || load.need.fte === null ? 0 : load.need.positions;
  const facts = [
    load && load.hours > 0
      ? `${ru ? 'есть' : 'have'} ${numberWords(load.have, language)} · ${ru ? 'нужно' : 'need'} ${numberWords(need, language)}`
      : '',
    cells.get(id) ? `${ru ? 'клеток' : 'cells'}: ${cells.get(id)}` : '',
  ].filter((part) => part !== '');
  const isShort = load !== undefined && load.hours > 0 && load.have + 1e-9 < need;
  const text = [
    {
      lines: pen.wrap(worded(role?.name, language) || id, { size: 8.5, weight: 'bold' }, inner, 3),
      letters: { size: 8.5, weight: 'bold' as const },
    },
    {
      lines: pen.wrap(
        people.length === 0 ? (ru ? 'никого нет' : 'nobody yet') : people.join(', '),
        { size: 7.5 },
        inner,
        4,
      ),
      letters: { size: 7.5, color: people.length === 0 ? ink.backInk : ink.text },
    },
    {
      lines: pen.wrap(
        [role ? functionWords[role.function][language] : '', ...facts].join(' · '),
        { size: small },
        inner,
        2,
      ),
      letters: { size: small, color: isShort ? ink.backInk : ink.faint },
    },
  ];
  const height = text.reduce(
    (total, { lines, letters }) => total + lines.length * leading(letters.size) + 0.3,
    2 * pad,
  );
  return { text, height, function: role?.function };
};

const stripes: Record<string, string> = {
  marketing: ink.acquire,
  sales: ink.accent,
  success: ink.result,
  management: ink.soft,
};

const drawCard = (page: Page, drawing: Drawing, id: string, x: number, y: number): void => {
  const { text, height, function: work } = cardOf(drawing, id);
  page.pen.box({ x, y, width: drawing.width, height, fill: ink.paper, stroke: ink.line, radius: 1.2 });
  page.pen.box({ x, y: y + 1.2, width: 0.9, height: height - 2.4, fill: stripes[work ?? ''] ?? ink.line });
  let top = y + pad;
  for (const { lines, letters } of text)
    top += page.pen.block(lines, { x: x + pad, y: top, width: drawing.width - 2 * pad }, letters) + 0.3;
};

/**
 * The organisation as a print: roles as a tree read from the left, with the people who hold them and how many the work needs.
 *
 * A tree longer than a sheet goes on the next one under the heads that it still belongs to.
 */
export const organisationPrint = (blueprint: Blueprint, setting: Setting): Print => {
  const { language, faces, format } = setting;
  const body = bodyOf(format);
  const branches = branchesOf(blueprint);
  const depth = Math.max(1, depthOf(branches));
  const width =
    body.width === Number.POSITIVE_INFINITY ? pictureColumn : Math.min((body.width - (depth - 1) * gap) / depth, 80);
  const cells = new Map<string, number>();
  for (const { cell } of designedCells(blueprint))
    if (cell.responsible !== null) cells.set(cell.responsible, (cells.get(cell.responsible) ?? 0) + 1);
  const loads = new Map(roleLoads(blueprint).map((load) => [load.role, load]));
  const drawing: Drawing = { blueprint, setting, loads, cells, width };
  const pages: Page[] = [];
  /** Where the card of each open depth stands on the page that is being drawn. */
  let heads: { role: string; x: number; y: number; height: number }[] = [];
  let page: Page | undefined;
  let y = body.y;
  const put = (role: string, at: number): void => {
    if (page === undefined) return;
    const x = body.x + at * (width + gap);
    const { height } = cardOf(drawing, role);
    const head = heads[at - 1];
    const middle = y + Math.min(height / 2, 5);
    if (head !== undefined) {
      const from = head.y + Math.min(head.height / 2, 5);
      const elbow = x - gap / 2;
      page.pen.line({
        spots: [
          [head.x + width, from],
          [elbow, from],
          [elbow, middle],
          [x, middle],
        ],
        color: ink.line,
        thickness: 0.3,
      });
    }
    drawCard(page, drawing, role, x, y);
    heads = [...heads.slice(0, at), { role, x, y, height }];
    page.right = Math.max(page.right, x + width);
    page.bottom = Math.max(page.bottom, y + height);
  };
  for (const row of rowsOf(branches)) {
    const own = Math.max(...row.map(({ role }) => cardOf(drawing, role).height));
    const firstDepth = row[0]?.depth ?? 0;
    if (page === undefined || y + own > body.y + body.height) {
      const again = heads.slice(0, firstDepth).map(({ role }) => role);
      page = pageOf(faces);
      pages.push(page);
      heads = [];
      y = body.y;
      for (const [at, role] of again.entries()) put(role, at);
      for (const { role, depth: at } of row) put(role, at);
      const tallest = Math.max(0, ...again.map((role) => cardOf(drawing, role).height));
      y += Math.max(own, tallest) + between;
      continue;
    }
    for (const { role, depth: at } of row) put(role, at);
    y += own + between;
  }
  const pen = penOf(faces);
  const legend = (Object.keys(functionWords) as (keyof typeof functionWords)[]).map((work) => ({
    width: 5 + pen.wide(functionWords[work][language], { size: small }),
    draw: (on: Page['pen'], x: number, top: number) => {
      on.box({ x, y: top, width: 1.2, height: leading(small), fill: stripes[work] ?? ink.line });
      on.block([functionWords[work][language]], { x: x + 3, y: top, width: 40 }, { size: small, color: ink.soft });
    },
  }));
  const heading = {
    title: language === 'ru' ? 'Организация' : 'Organisation',
    kicker: language === 'ru' ? 'Роли, люди и сколько их нужно' : 'Roles, people, and how many the work needs',
    legend,
  };
  return printOf(setting, heading, pages.length === 0 ? [pageOf(faces)] : pages);
};
