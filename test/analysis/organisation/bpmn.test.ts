import { BpmnModdle } from 'bpmn-moddle';
import { expect, it } from 'vitest';
import { bpmnGraph, bpmnOf, bpmnProcesses } from '../../../src/analysis/organisation/bpmn.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { type Blueprint, emptyBlueprint } from '../../../src/model/blueprint/blueprint.ts';

const blueprint = demoBlueprint();
const writtenIn = (of: Blueprint, language: 'ru' | 'en') =>
  bpmnProcesses(of, language).map((process) => ({
    process,
    xml: bpmnOf(of, process, { company: 'Чистый «контур» & Co', language }),
  }));

type Shape = {
  id: string;
  bounds: { x: number; y: number; width: number; height: number };
  bpmnElement: { id: string; $type: string };
};
type Node = {
  id: string;
  $type: string;
  name?: string;
  incoming?: unknown[];
  outgoing?: unknown[];
  sourceRef?: Node;
  targetRef?: Node;
};

const read = async (xml: string) => {
  const { rootElement, elementsById, warnings } = await new BpmnModdle().fromXML(xml);
  return {
    root: rootElement,
    elements: elementsById as Record<string, Node>,
    warnings,
  };
};

it.each(['ru', 'en'] as const)(
  'every process of the demo is BPMN that the makers of bpmn.io read without a warning (%s)',
  async (language) => {
    const all = writtenIn(blueprint, language);
    expect(all.length).toBeGreaterThan(20);
    for (const { process, xml } of all) {
      const { elements, warnings } = await read(xml);
      expect(warnings).toEqual([]);
      const ids = [...xml.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const nodes = Object.values(elements);
      expect(nodes.filter(({ $type }) => $type === 'bpmn:UserTask')).toHaveLength(process.cells.length);
      for (const flow of nodes.filter(({ $type }) => $type === 'bpmn:SequenceFlow')) {
        expect(flow.sourceRef?.id, flow.id).toBeTruthy();
        expect(flow.targetRef?.id, flow.id).toBeTruthy();
      }
      for (const { id, $type, incoming = [], outgoing = [] } of nodes) {
        if (['bpmn:UserTask', 'bpmn:ExclusiveGateway', 'bpmn:EndEvent'].includes($type))
          expect(incoming.length, id).toBeGreaterThan(0);
        if (['bpmn:UserTask', 'bpmn:ExclusiveGateway', 'bpmn:StartEvent'].includes($type))
          expect(outgoing.length, id).toBeGreaterThan(0);
      }
    }
  },
);

it('everything is drawn: shapes inside the pool, none over another, ways with two points or more', async () => {
  for (const { xml } of writtenIn(blueprint, 'ru')) {
    const { elements } = await read(xml);
    const shapes = Object.values(elements).filter(({ $type }) => $type === 'bpmndi:BPMNShape') as never as Shape[];
    const pool = shapes.find(({ bpmnElement }) => bpmnElement.$type === 'bpmn:Participant')?.bounds;
    if (pool === undefined) throw new Error('no pool');
    const nodes = shapes.filter(({ bpmnElement }) => !['bpmn:Participant', 'bpmn:Lane'].includes(bpmnElement.$type));
    for (const { id, bounds } of nodes) {
      expect(bounds.x >= pool.x && bounds.x + bounds.width <= pool.x + pool.width, id).toBe(true);
      expect(bounds.y >= pool.y && bounds.y + bounds.height <= pool.y + pool.height, id).toBe(true);
    }
    const over = nodes.flatMap((a, at) =>
      nodes
        .slice(at + 1)
        .filter(
          ({ bounds: b }) =>
            a.bounds.x < b.x + b.width &&
            b.x < a.bounds.x + a.bounds.width &&
            a.bounds.y < b.y + b.height &&
            b.y < a.bounds.y + a.bounds.height,
        )
        .map((b) => `${a.id} × ${b.id}`),
    );
    expect(over).toEqual([]);
    const drawn = new Set(shapes.map(({ bpmnElement }) => bpmnElement.id));
    const edges = Object.values(elements).filter(({ $type }) => $type === 'bpmndi:BPMNEdge') as never as {
      waypoint: unknown[];
      bpmnElement: Node;
    }[];
    const flows = Object.values(elements).filter(({ $type }) => $type === 'bpmn:SequenceFlow');
    expect(edges).toHaveLength(flows.length);
    for (const { waypoint } of edges) expect(waypoint.length).toBeGreaterThanOrEqual(2);
    for (const { id, $type } of Object.values(elements))
      if (['bpmn:UserTask', 'bpmn:StartEvent', 'bpmn:EndEvent', 'bpmn:ExclusiveGateway', 'bpmn:Lane'].includes($type))
        expect(drawn.has(id), id).toBe(true);
  }
});

it('lanes are roles, gateways tell the ways apart by condition and probability', () => {
  const process = bpmnProcesses(blueprint, 'ru').find(({ cells }) => cells.includes('h01'));
  if (process === undefined) throw new Error('no process');
  const { lanes, nodes, flows } = bpmnGraph(blueprint, process, 'ru');
  expect(lanes.map(({ name }) => name)).toContain('Редактор');
  expect(nodes.find(({ id }) => id === 'task_h01')?.name).toBe('Пишем статьи по вопросам из чата');
  const gateway = nodes.find(({ id }) => id === 'gateway_h01');
  expect(gateway?.kind).toBe('exclusiveGateway');
  expect(flows.filter(({ from }) => from === 'gateway_h01').map(({ name }) => name)).toContain('30\u00A0%');
});

it('a process without cells, or whose cells are gone, has a start and nothing more', async () => {
  const nothing = { key: 'x', name: 'x', cells: [], trigger: '', outcome: '' };
  const { warnings } = await read(bpmnOf(emptyBlueprint(), nothing, { company: '', language: 'en' }));
  expect(warnings).toEqual([]);
  expect(bpmnProcesses(emptyBlueprint(), 'ru')).toEqual([]);
});
