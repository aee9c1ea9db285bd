import { memo, useMemo } from 'react';
import type { Mark } from '../../../analysis/blueprint/compare-journey.ts';
import type { Edge } from '../../../model/blueprint/journey.ts';
import { useWords } from '../../i18n/language.ts';
import { arrowPath, type DrawnRoute, type Rect, roundedPath } from './geometry.ts';
import { meets } from './use-sight.ts';
import { labelsOf, type WayLabel } from './way-labels.ts';
import css from './ways.module.css';

/** Ways are drawn in bundles: where one moves, only those of its bundle are looked at again. */
const bundleSize = 40;

const bundlesOf = <Item,>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / bundleSize) }, (_, at) =>
    items.slice(at * bundleSize, (at + 1) * bundleSize),
  );

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

const boxes = new WeakMap<DrawnRoute, Rect>();

/** The part of the world a way lies in. */
const boxOf = (route: DrawnRoute): Rect => {
  const known = boxes.get(route);
  if (known) return known;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of route.points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const box = { x: left - 8, y: top - 8, width: right - left + 16, height: bottom - top + 16 };
  boxes.set(route, box);
  return box;
};

/** Of each bundle the ways that come into sight. */
const inSight = (routes: readonly DrawnRoute[], sight: Rect | null): DrawnRoute[][] => {
  const bundles = bundlesOf(routes);
  return sight === null ? bundles : bundles.map((some) => some.filter((route) => meets(boxOf(route), sight)));
};

type Marks = ReadonlyMap<string, Mark>;

type Props = {
  routes: readonly DrawnRoute[];
  /** The part of the world that is drawn so far; null is all of it. */
  sight: Rect | null;
  width: number;
  height: number;
  picked: string | null;
  marks?: Marks | undefined;
};

/**
 * The ways between cards, each a path of its own: what is drawn anew while one moves is then only what is near.
 *
 * One path of all ways would be less to keep, but has the whole world for its bounds and is drawn whole for every tile of it.
 */
export const Ways = memo(({ routes, sight, width, height, picked, marks }: Props) => {
  const chosen = picked === null ? undefined : routes.find(({ id }) => id === picked);
  const bundles = useMemo(() => inSight(routes, sight), [routes, sight]);
  return (
    <svg className={css.ways} width={width} height={height} aria-hidden="true">
      {bundles.map((some, at) => (
        <Bundle key={at} routes={some} marks={marks} />
      ))}
      {chosen && (
        <g className={css.chosen} data-kind={chosen.route.edge.kind}>
          <path className={css.line} d={roundedPath(chosen.points)} />
          <path className={css.arrow} d={arrowPath(chosen.points, 11)} />
        </g>
      )}
    </svg>
  );
});

const Bundle = memo(
  ({ routes, marks }: { routes: readonly DrawnRoute[]; marks: Marks | undefined }) => (
    <>
      {routes.map((route) => (
        <Way key={route.id} route={route} mark={marks?.get(`edges:${route.id}`)} />
      ))}
    </>
  ),
  (a, b) => a.marks === b.marks && isSameList(a.routes, b.routes),
);

const Way = memo(({ route: { points, route }, mark }: { route: DrawnRoute; mark: Mark | undefined }) => (
  <g className={css.kind} data-kind={route.edge.kind} data-mark={mark}>
    <path className={css.line} d={roundedPath(points)} />
    <path className={css.arrow} d={arrowPath(points)} />
  </g>
));

type LabelsProps = {
  routes: readonly DrawnRoute[];
  sight: Rect | null;
  edges: readonly (readonly [string, Edge])[];
  stageName: (stage: string) => string;
};

/** What is said of ways: the designed probability, and where a way out of the matrix leads. */
export const WayLabels = memo(({ routes, sight, edges, stageName }: LabelsProps) => {
  const { format } = useWords();
  const chances = useMemo(
    () => new Map(edges.map(([id, { probability }]) => [id, probability === null ? '' : format.ratio(probability)])),
    [edges, format],
  );
  const labels = useMemo(
    () =>
      labelsOf(routes, ({ id, route }) => {
        const chance = chances.get(id) ?? '';
        if (route.stub === null) return chance;
        const stub = `${route.to === null ? '→ ' : ''}${stageName(route.stub)}`;
        return chance === '' ? stub : `${stub} · ${chance}`;
      }),
    [routes, chances, stageName],
  );
  const bundles = useMemo(
    () =>
      bundlesOf(labels).map((some) =>
        sight === null ? some : some.filter(({ x, y }) => meets({ x, y, width: 1, height: 1 }, sight)),
      ),
    [labels, sight],
  );
  return (
    <div className={css.labels} aria-hidden="true">
      {bundles.map((some, at) => (
        <LabelBundle key={at} labels={some} />
      ))}
    </div>
  );
});

const isSameLabel = (a: WayLabel, b: WayLabel | undefined): boolean =>
  a.id === b?.id && a.words === b.words && a.x === b.x && a.y === b.y && a.kind === b.kind;

const LabelBundle = memo(
  ({ labels }: { labels: readonly WayLabel[] }) => (
    <>
      {labels.map(({ id, words, kind, x, y }) => (
        <span key={id} data-kind={kind} style={{ transform: `translate(${x}px,${y}px) translate(-50%,-50%)` }}>
          {words}
        </span>
      ))}
    </>
  ),
  (a, b) => a.labels.length === b.labels.length && a.labels.every((label, at) => isSameLabel(label, b.labels[at])),
);
