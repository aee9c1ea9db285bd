import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { Blueprint } from '../model/blueprint/blueprint.ts';
import { browserPath, chromiumFlags } from './browser.ts';
import { type Figure, inTemporaryDirectory } from './task.ts';

const entry = fileURLToPath(new URL('../../bin/conveyor.mjs', import.meta.url));
const port = 18_322;
const address = `http://127.0.0.1:${port}`;

const side = 40;
const cellCount = 400;
const edgeCount = 1000;

const words = (text: string) => ({ ru: text, en: text });

/** A journey far larger than anybody draws: every tenth slot of a 40 × 40 matrix, ways mostly between neighbours, some far and some back. */
const largeBlueprint = (): Blueprint => {
  const list = (letter: string): string[] => Array.from({ length: side }, (_, at) => `${letter}${at}`);
  const [states, touchpoints] = [list('s'), list('t')];
  // Slots are passed with a step that is prime to their number, so that they lie spread.
  const slots = Array.from({ length: cellCount }, (_, at) => (at * 997) % (side * side));
  const cells = slots.map((slot, at) => ({
    id: `c${at}`,
    state: states[slot % side] ?? 's0',
    touchpoint: touchpoints[Math.floor(slot / side)] ?? 't0',
    column: slot % side,
  }));
  const inOrder = [...cells].sort((a, b) => a.column - b.column);
  const jumps = [3, 7, 11, 17, -9];
  const edges = Array.from({ length: edgeCount }, (_, at) => {
    const from = inOrder[(at * 2) % cellCount];
    const to =
      inOrder[
        (((at * 2) % cellCount) + (jumps[at % jumps.length] ?? 3) + cellCount + Math.floor(at / 200)) % cellCount
      ];
    const isBack = (to?.column ?? 0) < (from?.column ?? 0);
    return {
      id: `e${at}`,
      edge: {
        journey: 'large',
        from: `cell:${from?.id}`,
        to: `cell:${to?.id}`,
        kind: isBack ? 'loop' : 'progress',
        probability: 0.25,
      },
    };
  });
  return Blueprint.parse({
    states: Object.fromEntries(states.map((id, place) => [id, { name: words(`State ${place + 1}`), place }])),
    touchpoints: Object.fromEntries(
      touchpoints.map((id, place) => [id, { name: words(`Touchpoint ${place + 1}`), place }]),
    ),
    journeys: { large: { name: words('Large'), states, touchpoints } },
    cells: Object.fromEntries(
      cells.map(({ id, state, touchpoint }) => [
        id,
        {
          journey: 'large',
          state,
          touchpoint,
          question: words(`What do they ask in ${id}, and why?`),
          goal: words('Goal'),
          emotion: 1,
        },
      ]),
    ),
    edges: Object.fromEntries(edges.map(({ id, edge }) => [id, edge])),
  });
};

type TraceEvent = {
  name: string;
  cat: string;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number;
  pid: number;
  tid: number;
};

const scripting = new Set([
  'FunctionCall',
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'TimerFire',
  'RunMicrotasks',
  'FireIdleCallback',
  'v8.run',
  'MinorGC',
  'MajorGC',
]);

/** Style and layout that script asked for early are work of drawing, as the browser's own tools count them. */
const drawing = new Set(['Layout', 'UpdateLayoutTree']);

/**
 * Milliseconds of processor script took, of each frame of 1/60 s in which any ran; nested calls are counted once.
 *
 * The thread's own time is taken, not the clock's, so that what else the machine does meanwhile is not charged to the page.
 */
const scriptPerFrame = (events: readonly TraceEvent[]): number[] => {
  const main = events.find(({ name, ph }) => name === 'FireAnimationFrame' && ph === 'X');
  const ofMain = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main?.tid)
    .sort((a, b) => a.ts - b.ts);
  const frames = new Map<number, number>();
  const add = (ts: number, us: number): void => {
    // A long call is charged whole to the frame it begins in: it is one frame's delay, however many it spans.
    const frame = Math.floor(ts / 16_667);
    frames.set(frame, (frames.get(frame) ?? 0) + us / 1000);
  };
  let [begin, end, drawn] = [0, 0, 0];
  for (const { name, ts, dur = 0, tdur = dur } of ofMain) {
    if (scripting.has(name) && ts + dur > end) {
      const from = Math.max(ts, end);
      if (ts >= end) begin = ts;
      add(begin, from > ts ? Math.min(tdur, ts + dur - from) : tdur);
      end = ts + dur;
    } else if (drawing.has(name) && ts < end && ts >= drawn) {
      add(begin, -tdur);
      drawn = ts + dur;
    }
  }
  return [...frames.values()];
};

const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
};

const traced = async (session: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> => {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }): void => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  const done = new Promise<void>((resolve) => void session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8', 'v8.execute'] },
  });
  await work();
  await session.send('Tracing.end');
  await done;
  session.off('Tracing.dataCollected', collect);
  return events;
};

const overCanvas = async (page: Page): Promise<{ x: number; y: number }> => {
  const box = await page.locator('[role=grid]').boundingBox();
  if (!box) throw new Error('there is no canvas');
  return { x: box.x + box.width * 0.6, y: box.y + box.height * 0.5 };
};

const gestures: Record<string, (page: Page) => Promise<void>> = {
  pans: async (page) => {
    const { x, y } = await overCanvas(page);
    await page.mouse.move(x, y);
    for (let step = 0; step < 90; step += 1) {
      await page.mouse.wheel(step % 30 < 15 ? 60 : -40, step % 2 === 0 ? 40 : -20);
      await wait(16);
    }
  },
  zooms: async (page) => {
    const { x, y } = await overCanvas(page);
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    for (let step = 0; step < 90; step += 1) {
      await page.mouse.wheel(0, step % 40 < 20 ? 60 : -60);
      await wait(16);
    }
    await page.keyboard.up('Control');
  },
  edits: async (page) => {
    await page.locator('[role=grid]').focus();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press(step % 2 === 0 ? 'ArrowRight' : 'ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Why so?', { delay: 25 });
      await page.keyboard.press('Enter');
      await wait(150);
    }
  },
};

const untilUp = async (server: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (
      await fetch(`${address}/api/workspaces`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    if (server.exitCode !== null) throw new Error('the server stopped');
    await wait(100);
  }
  throw new Error('the server did not come up');
};

/** Script per frame while the largest journey is panned, zoomed and written in, time to open it, and time to keep a change. */
export const benchJourney = (): Promise<Figure[]> =>
  inTemporaryDirectory(async (directory) => {
    const server = spawn(
      process.execPath,
      [entry, 'start', '--port', String(port), '--data', join(directory, 'data')],
      { stdio: 'ignore' },
    );
    const browser = await chromium.launch({ executablePath: browserPath(), args: chromiumFlags });
    try {
      await untilUp(server);
      const answer = await fetch(`${address}/api/workspaces/main/blueprint`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ document: largeBlueprint() }),
      });
      if (!answer.ok) throw new Error(`the journey was not taken: ${await answer.text()}`);
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const opening: number[] = [];
      for (let run = 0; run < 4; run += 1) {
        const before = performance.now();
        await page.goto(`${address}/journeys/large?workspace=main`);
        await page.locator('[data-card]').first().waitFor();
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        opening.push(performance.now() - before);
      }
      await wait(1500);
      const session = await page.context().newCDPSession(page);
      const figures: Figure[] = [];
      const saves: number[] = [];
      page.on('requestfinished', (request) => {
        if (request.url().endsWith('/blueprint/edit')) saves.push(request.timing().responseEnd);
      });
      for (const [name, gesture] of Object.entries(gestures)) {
        await gesture(page);
        const frames = scriptPerFrame(await traced(session, () => gesture(page)));
        const ms = percentile(frames, 0.95);
        figures.push({
          what: `Largest journey ${name}: script a frame, p95 of ${frames.length}`,
          goal: '< 8 ms',
          value: Math.round(ms * 10) / 10,
          unit: 'ms',
          engine: null,
          reached: ms < 8,
        });
      }
      const open = Math.min(...opening);
      const saved = percentile(saves, 0.5);
      return [
        ...figures,
        {
          what: 'Largest journey opens',
          goal: '≤ 1,000 ms',
          value: Math.round(open),
          unit: 'ms',
          engine: null,
          reached: open <= 1000,
        },
        {
          what: `A change is kept, median of ${saves.length}`,
          goal: '≤ 100 ms',
          value: Math.round(saved),
          unit: 'ms',
          engine: null,
          reached: saves.length > 0 && saved <= 100,
        },
      ];
    } finally {
      await browser.close();
      server.kill('SIGTERM');
      if (server.exitCode === null) await new Promise((resolve) => server.once('exit', resolve));
    }
  });
