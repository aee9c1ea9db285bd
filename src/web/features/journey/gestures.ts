import { type RefObject, useEffect, useRef } from 'react';
import { cardHeight, cardWidth, type Geometry, type Point, type Rect, routeAt } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';
import { meets } from './use-sight.ts';
import type { ViewControl } from './use-view.ts';

export type GestureTools = {
  grid: JourneyGrid;
  geometry: Geometry;
  rectOf: (id: string) => Rect;
  picked: ReadonlySet<string>;
  isFree: boolean;
  isReadOnly: boolean;
  onPick: (cells: readonly string[], how: 'only' | 'toggle' | 'add') => void;
  onPickEdge: (id: string | null) => void;
  onSlot: (column: number, row: number) => void;
  onHead: (
    axis: 'states' | 'touchpoints',
    at: number,
    event: { isMenu: boolean; isTwice: boolean; point: Point },
  ) => void;
  onTwice: (card: string) => void;
  onMove: (cells: readonly string[], from: Point, to: Point) => void;
  onLink: (from: string, to: string) => void;
  /** Drawn while a gesture lasts, without React: a marquee, cards being carried, a way being drawn. */
  overlay: RefObject<HTMLDivElement | null>;
  line: RefObject<SVGPathElement | null>;
};

/** The slot a world point lies in, gaps shared between neighbours. */
export const slotAt = (geometry: Geometry, { x, y }: Point): { column: number; row: number } => {
  const column = geometry.columns.findIndex((one) => x < one.x + one.width + 16);
  const row = geometry.rows.findIndex((one) => y < one.y + one.height + 12);
  return {
    column: column < 0 ? geometry.columns.length - 1 : column,
    row: row < 0 ? geometry.rows.length - 1 : row,
  };
};

type Gesture =
  | { kind: 'pan'; last: Point; moved: boolean; slot: boolean }
  | { kind: 'carry'; cards: readonly string[]; from: Point; card: string; moved: boolean }
  | { kind: 'link'; card: string; from: Point }
  | { kind: 'marquee'; from: Point }
  | { kind: 'pinch'; distance: number };

const slack = 4;

const closest = (target: EventTarget | null, name: string): string | undefined => {
  const element = target instanceof Element ? target.closest(`[data-${name}]`) : null;
  return element instanceof HTMLElement ? element.dataset[name] : undefined;
};

const boxOf = (a: Point, b: Point): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

/** Pointers on the canvas: press, drag, wheel and pinch. Listens once; what it needs to know is read from `tools` at each event. */
export const useGestures = (view: ViewControl, tools: RefObject<GestureTools>): void => {
  const viewRef = useRef(view);
  viewRef.current = view;
  useEffect(() => {
    const element = viewRef.current.screen.current;
    if (!element) return;
    const hand = handOf(
      element,
      () => viewRef.current,
      () => tools.current,
    );
    const listen: [string, (event: never) => void][] = [
      ['pointerdown', hand.down],
      ['pointermove', hand.move],
      ['pointerup', hand.up],
      ['pointercancel', hand.cancel],
      ['dblclick', hand.twice],
      ['contextmenu', hand.menu],
      ['wheel', hand.wheel],
    ];
    for (const [name, listener] of listen)
      element.addEventListener(name, listener as EventListener, { passive: false });
    const space = (event: KeyboardEvent): void => {
      if (event.key === ' ') element.dataset.space = String(event.type === 'keydown');
    };
    window.addEventListener('keydown', space);
    window.addEventListener('keyup', space);
    return () => {
      for (const [name, listener] of listen) element.removeEventListener(name, listener as EventListener);
      window.removeEventListener('keydown', space);
      window.removeEventListener('keyup', space);
    };
  }, [tools]);
};

const handOf = (element: HTMLElement, view: () => ViewControl, tools: () => GestureTools) => {
  let gesture: Gesture | null = null;
  const pointers = new Map<number, Point>();
  const pointOf = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });
  const clear = (): void => {
    gesture = null;
    const { overlay, line } = tools();
    if (overlay.current) overlay.current.style.display = 'none';
    line.current?.setAttribute('d', '');
    delete element.dataset.gesture;
  };
  const show = (rect: Rect): void => {
    const { overlay } = tools();
    if (!overlay.current) return;
    Object.assign(overlay.current.style, {
      display: 'block',
      transform: `translate(${rect.x}px,${rect.y}px)`,
      width: `${rect.width}px`,
      height: `${rect.height}px`,
    });
  };
  const begin = (event: PointerEvent): Gesture => {
    const at = pointOf(event);
    const { isReadOnly, picked, onPick } = tools();
    const handle = closest(event.target, 'handle');
    const card = closest(event.target, 'card');
    if (event.button === 1 || element.dataset.space === 'true')
      return { kind: 'pan', last: at, moved: false, slot: false };
    if (handle && !isReadOnly) return { kind: 'link', card: handle, from: view().toWorld(at) };
    if (card) {
      if (event.shiftKey || event.ctrlKey || event.metaKey) onPick([card], 'toggle');
      else if (!picked.has(card)) onPick([card], 'only');
      return {
        kind: 'carry',
        cards: picked.has(card) ? [...picked] : [card],
        card,
        from: view().toWorld(at),
        moved: false,
      };
    }
    if (event.shiftKey) return { kind: 'marquee', from: view().toWorld(at) };
    return { kind: 'pan', last: at, moved: false, slot: event.pointerType !== 'touch' || pointers.size === 1 };
  };
  const onHeads = (event: Event): boolean =>
    closest(event.target, 'head') !== undefined || closest(event.target, 'name') !== undefined;
  const ofView = (event: Event): boolean => closest(event.target, 'chrome') === undefined;

  const down = (event: PointerEvent): void => {
    if (!ofView(event) || event.button === 2 || event.target instanceof HTMLTextAreaElement) return;
    if (onHeads(event)) return;
    pointers.set(event.pointerId, pointOf(event));
    element.setPointerCapture(event.pointerId);
    const [a, b] = [...pointers.values()];
    gesture = a && b ? { kind: 'pinch', distance: Math.hypot(a.x - b.x, a.y - b.y) } : begin(event);
    element.dataset.gesture = gesture.kind;
  };

  const pinch = (event: PointerEvent, now: Extract<Gesture, { kind: 'pinch' }>): void => {
    pointers.set(event.pointerId, pointOf(event));
    const [a, b] = [...pointers.values()];
    if (!a || !b) return;
    const distance = Math.hypot(a.x - b.x, a.y - b.y);
    view().zoomBy(distance / now.distance, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    gesture = { kind: 'pinch', distance };
  };

  const carry = (now: Extract<Gesture, { kind: 'carry' }>, at: Point): void => {
    const { rectOf, isReadOnly } = tools();
    if (isReadOnly) return;
    if (!now.moved && Math.hypot(at.x - now.from.x, at.y - now.from.y) * view().read().z < slack) return;
    now.moved = true;
    const rects = now.cards.map(rectOf);
    const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
    show({
      x: left + at.x - now.from.x,
      y: top + at.y - now.from.y,
      width: Math.max(...rects.map(({ x }) => x)) - left + cardWidth,
      height: Math.max(...rects.map(({ y }) => y)) - top + cardHeight,
    });
  };

  const move = (event: PointerEvent): void => {
    if (!gesture) return;
    const client = pointOf(event);
    const at = view().toWorld(client);
    if (gesture.kind === 'pinch') pinch(event, gesture);
    else if (gesture.kind === 'pan') {
      const [dx, dy] = [client.x - gesture.last.x, client.y - gesture.last.y];
      if (!gesture.moved && Math.hypot(dx, dy) < slack) return;
      gesture.moved = true;
      view().panBy(dx, dy);
      gesture.last = client;
    } else if (gesture.kind === 'carry') carry(gesture, at);
    else if (gesture.kind === 'marquee') show(boxOf(gesture.from, at));
    else tools().line.current?.setAttribute('d', `M${gesture.from.x} ${gesture.from.y}L${at.x} ${at.y}`);
  };

  const press = (event: PointerEvent, isSlot: boolean): void => {
    const { geometry, onSlot, onPickEdge, isFree, isReadOnly } = tools();
    const at = view().toWorld(pointOf(event));
    const way = routeAt(geometry.routes, at, 7 / view().read().z);
    if (way) {
      onPickEdge(way.id);
      return;
    }
    onPickEdge(null);
    if (!isSlot || isFree || isReadOnly || geometry.columns.length === 0 || geometry.rows.length === 0) return;
    if (at.x < 0 || at.y < 0 || at.x > geometry.width || at.y > geometry.height) return;
    const { column, row } = slotAt(geometry, at);
    onSlot(column, row);
  };

  const up = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
    const now = gesture;
    if (!now) return;
    const at = view().toWorld(pointOf(event));
    const { grid, rectOf, onPick, onLink, onMove } = tools();
    clear();
    if (now.kind === 'pan' && !now.moved) press(event, now.slot);
    else if (now.kind === 'carry' && now.moved) onMove(now.cards, now.from, at);
    else if (now.kind === 'carry' && !event.shiftKey && !event.ctrlKey && !event.metaKey) onPick([now.card], 'only');
    else if (now.kind === 'marquee') {
      const box = boxOf(now.from, at);
      onPick(
        [...grid.cells.keys()].filter((id) => meets(rectOf(id), box)),
        'add',
      );
    } else if (now.kind === 'link') {
      const target = document.elementFromPoint(event.clientX, event.clientY);
      const to = closest(target, 'card');
      if (to) onLink(now.card, to);
    }
  };

  const headOf = (event: Event): { axis: 'states' | 'touchpoints'; at: number } | null => {
    const [head, name] = [closest(event.target, 'head'), closest(event.target, 'name')];
    return head !== undefined
      ? { axis: 'states', at: Number(head) }
      : name !== undefined
        ? { axis: 'touchpoints', at: Number(name) }
        : null;
  };

  return {
    down,
    move,
    up: (event: PointerEvent): void => {
      const head = gesture === null && event.button === 0 ? headOf(event) : null;
      if (head) tools().onHead(head.axis, head.at, { isMenu: false, isTwice: event.detail > 1, point: pointOf(event) });
      else up(event);
    },
    cancel: (event: PointerEvent): void => {
      pointers.delete(event.pointerId);
      clear();
    },
    twice: (event: MouseEvent): void => {
      // The canvas held the pointer, so that the event itself does not tell what lies under it.
      const card = closest(document.elementFromPoint(event.clientX, event.clientY), 'card');
      const head = headOf(event);
      if (card) tools().onTwice(card);
      else if (head) tools().onHead(head.axis, head.at, { isMenu: false, isTwice: true, point: pointOf(event) });
    },
    menu: (event: MouseEvent): void => {
      const head = headOf(event);
      if (!head) return;
      event.preventDefault();
      tools().onHead(head.axis, head.at, { isMenu: true, isTwice: false, point: pointOf(event) });
    },
    wheel: (event: WheelEvent): void => {
      if (!ofView(event)) return;
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) {
        view().zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0022)), pointOf(event));
      } else if (event.shiftKey && event.deltaX === 0) view().panBy(-event.deltaY, 0);
      else view().panBy(-event.deltaX, -event.deltaY);
    },
  };
};
