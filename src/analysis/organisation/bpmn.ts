import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Edge } from '../../model/blueprint/journey.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { worded } from '../../model/blueprint/words.ts';
import { endName, nameOf } from '../blueprint/names.ts';
import { salesTypesWords } from '../blueprint/sales-types.ts';
import { laidOut } from './bpmn-layout.ts';
import { derivedProcesses } from './derivation.ts';

/** Which process is written and how it is called. */
export type BpmnProcess = { key: string; name: string; cells: string[]; trigger: string; outcome: string };

type Language = 'ru' | 'en';

/** Processes that can be written: those that follow from the journeys, then those somebody wrote down and gave cells. */
export const bpmnProcesses = (blueprint: Blueprint, language: Language): BpmnProcess[] => {
  const derived = derivedProcesses(blueprint).map((process) => {
    const stage = nameOf(blueprint, { collection: 'stages', id: process.stage })[language];
    const journey = nameOf(blueprint, { collection: 'journeys', id: process.journey })[language];
    const doors = process.salesTypes.length > 0 ? ` (${salesTypesWords(process.salesTypes)[language]})` : '';
    return {
      key: process.key,
      name: `${stage}: ${journey}${doors}`,
      cells: process.cells,
      trigger: process.trigger.join(', '),
      outcome: process.outcome.join(', '),
    };
  });
  const written = thingsOf(blueprint, 'processes')
    .filter(([, { cells }]) => cells.length > 0)
    .map(([id, process]) => ({
      key: id,
      name: worded(process.name, language) || id,
      cells: process.cells.filter((cell) => Object.hasOwn(blueprint.cells, cell)),
      trigger: worded(process.trigger, language),
      outcome: worded(process.outcome, language),
    }));
  return [...derived, ...written];
};

export type BpmnNode = {
  id: string;
  kind: 'startEvent' | 'userTask' | 'exclusiveGateway' | 'endEvent';
  name: string;
  about: string;
  lane: string;
};
export type BpmnFlow = { id: string; name: string; from: string; to: string };
export type BpmnGraph = { lanes: { id: string; name: string }[]; nodes: BpmnNode[]; flows: BpmnFlow[] };

/** Names of XML elements: letters, digits, dots and dashes, each given once. */
const namer = () => {
  const given = new Set<string>();
  return (kind: string, id: string): string => {
    const plain = `${kind}_${id.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_')}`;
    let name = plain;
    for (let n = 2; given.has(name); n += 1) name = `${plain}_${n}`;
    given.add(name);
    return name;
  };
};

const flowName = (edge: Edge, language: Language): string =>
  [
    worded(edge.condition, language),
    edge.probability === null ? '' : `${Math.round(edge.probability * 100)}${language === 'ru' ? '\u00A0%' : '%'}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');

/**
 * A process as a graph: a task for each cell, in the lane of the role that does it; a gateway where more than one way leaves a cell, its ways
 * named by condition and probability; the start leads to every cell that is entered from outside, and what leaves the process ends it.
 */
export const bpmnGraph = (blueprint: Blueprint, process: BpmnProcess, language: Language): BpmnGraph => {
  const named = namer();
  const ru = language === 'ru';
  const inside = new Set(process.cells);
  const lanes = new Map<string | null, { id: string; name: string }>();
  const laneOf = (cell: string): string => {
    const role = blueprint.cells[cell]?.responsible ?? null;
    const known = lanes.get(role);
    if (known) return known.id;
    const name =
      role === null
        ? ru
          ? 'Никто не назначен'
          : 'Nobody yet'
        : nameOf(blueprint, { collection: 'roles', id: role })[language];
    const lane = { id: named('lane', role ?? 'nobody'), name };
    lanes.set(role, lane);
    return lane.id;
  };
  const nodes: BpmnNode[] = [];
  const flows: BpmnFlow[] = [];
  const flow = (from: string, to: string, name: string): void => {
    flows.push({ id: named('flow', String(flows.length + 1)), name, from, to });
  };
  const tasks = new Map(process.cells.map((cell) => [cell, named('task', cell)]));
  const first = process.cells[0];
  const start = named('start', 'process');
  const startLane = first === undefined ? named('lane', 'nobody') : laneOf(first);
  if (first === undefined) lanes.set(null, { id: startLane, name: ru ? 'Никто не назначен' : 'Nobody yet' });
  nodes.push({ id: start, kind: 'startEvent', name: process.trigger, about: '', lane: startLane });
  const edges = thingsOf(blueprint, 'edges').map(([, edge]) => edge);
  const within = (end: string): string | undefined => (end.startsWith('cell:') ? tasks.get(end.slice(5)) : undefined);
  const ends = new Map<string, string>();
  const endFor = (to: string, lane: string): string => {
    const known = ends.get(to);
    if (known) return known;
    const id = named('end', to);
    ends.set(to, id);
    const name = to === '' ? process.outcome : endName(blueprint, to)[language];
    nodes.push({ id, kind: 'endEvent', name, about: '', lane });
    return id;
  };

  const entered = process.cells.filter(
    (cell, at) =>
      at === 0 ||
      !edges.some(({ from, to }) => to === `cell:${cell}` && from !== to && inside.has(from.replace(/^cell:/, ''))),
  );
  let begin = start;
  if (entered.length > 1) {
    begin = named('gateway', 'start');
    nodes.push({ id: begin, kind: 'exclusiveGateway', name: '', about: '', lane: startLane });
    flow(start, begin, '');
  }
  for (const cell of entered) {
    const whence = edges.find(({ from, to }) => to === `cell:${cell}` && within(from) === undefined);
    const name = entered.length > 1 && whence ? endName(blueprint, whence.from)[language] : '';
    flow(begin, tasks.get(cell) ?? '', name);
  }
  for (const cell of process.cells) {
    const [id, lane] = [tasks.get(cell) ?? '', laneOf(cell)];
    const { touchpoint, question, slaHours } = blueprint.cells[cell] ?? {};
    const action =
      worded(blueprint.cells[cell]?.ourAction, language) ||
      nameOf(blueprint, { collection: 'cells', id: cell })[language];
    const about = [
      touchpoint === undefined ? '' : nameOf(blueprint, { collection: 'touchpoints', id: touchpoint })[language],
      worded(question, language),
      slaHours == null ? '' : `${ru ? 'срок ответа, ч' : 'answer within, h'}: ${slaHours}`,
    ];
    nodes.push({ id, kind: 'userTask', name: action, about: about.filter((part) => part !== '').join('\n'), lane });
    const ways = edges.filter(
      ({ from, journey }) => from === `cell:${cell}` && journey === blueprint.cells[cell]?.journey,
    );
    if (ways.length === 0) flow(id, endFor('', lane), '');
    let from = id;
    if (ways.length > 1) {
      from = named('gateway', cell);
      nodes.push({ id: from, kind: 'exclusiveGateway', name: '', about: '', lane });
      flow(id, from, '');
    }
    for (const way of ways) flow(from, within(way.to) ?? endFor(way.to, lane), flowName(way, language));
  }
  return { lanes: [...lanes.values()], nodes, flows };
};

const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: characters XML 1.0 can't hold
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const nodeXml = ({ id, kind, name, about }: BpmnNode, flows: readonly BpmnFlow[]): string => {
  const inner = [
    about === '' ? '' : `<bpmn:documentation>${xml(about)}</bpmn:documentation>`,
    ...flows.filter(({ to }) => to === id).map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`),
    ...flows.filter(({ from }) => from === id).map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`),
  ].join('');
  return `<bpmn:${kind} id="${id}"${name === '' ? '' : ` name="${xml(name)}"`}>${inner}</bpmn:${kind}>`;
};

/**
 * A process as BPMN 2.0 with its drawing (BPMN DI), as bpmn.io, Camunda and others open it: the company is the pool, roles are lanes.
 *
 * OMG formal/2011-01-03. It is a picture of the work and not executable.
 */
export const bpmnOf = (
  blueprint: Blueprint,
  process: BpmnProcess,
  { company, language }: { company: string; language: Language },
): string => {
  const graph = bpmnGraph(blueprint, process, language);
  const { lanes, nodes, flows } = graph;
  const { pool, laneBounds, nodeBounds, ways, names } = laidOut(graph);
  const bounds = ({ x, y, width, height }: typeof pool): string =>
    `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  const shape = (id: string, box: typeof pool, more = ''): string =>
    `<bpmndi:BPMNShape id="${id}_shape" bpmnElement="${id}"${more}>${bounds(box)}</bpmndi:BPMNShape>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="urn:conveyor:design" exporter="Conveyor">',
    `<bpmn:collaboration id="collaboration"><bpmn:participant id="pool" name="${xml(company)}" processRef="process"/></bpmn:collaboration>`,
    `<bpmn:process id="process" name="${xml(process.name)}" isExecutable="false">`,
    '<bpmn:laneSet id="lanes">',
    ...lanes.map(
      ({ id, name }) =>
        `<bpmn:lane id="${id}" name="${xml(name)}">${nodes
          .filter(({ lane }) => lane === id)
          .map((node) => `<bpmn:flowNodeRef>${node.id}</bpmn:flowNodeRef>`)
          .join('')}</bpmn:lane>`,
    ),
    '</bpmn:laneSet>',
    ...nodes.map((node) => nodeXml(node, flows)),
    ...flows.map(
      ({ id, name, from, to }) =>
        `<bpmn:sequenceFlow id="${id}"${name === '' ? '' : ` name="${xml(name)}"`} sourceRef="${from}" targetRef="${to}"/>`,
    ),
    '</bpmn:process>',
    '<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">',
    shape('pool', pool, ' isHorizontal="true"'),
    ...lanes.flatMap(({ id }) => {
      const box = laneBounds.get(id);
      return box ? [shape(id, box, ' isHorizontal="true"')] : [];
    }),
    ...nodes.flatMap(({ id, kind }) => {
      const box = nodeBounds.get(id);
      return box ? [shape(id, box, kind === 'exclusiveGateway' ? ' isMarkerVisible="true"' : '')] : [];
    }),
    ...flows.map(({ id }) => {
      const points = (ways.get(id) ?? []).map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join('');
      const name = names.get(id);
      const label = name ? `<bpmndi:BPMNLabel>${bounds(name)}</bpmndi:BPMNLabel>` : '';
      return `<bpmndi:BPMNEdge id="${id}_edge" bpmnElement="${id}">${points}${label}</bpmndi:BPMNEdge>`;
    }),
    '</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
    '',
  ].join('\n');
};
