import { memo, useMemo } from 'react';
import type { Mark } from '../../../analysis/blueprint/compare-journey.ts';
import type { Edge } from '../../../model/blueprint/journey.ts';
import { useWords } from '../../i18n/language.ts';
import type { Format } from '../../kit/format.ts';
import { arrowPath, type DrawnRoute, type Rect, roundedPath } from './geometry.ts';
import { meets } from './use-sight.ts';
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

const stubName = (route: DrawnRoute['route'], nameOf: (stage: string) => string): string =>
  route.stub === null ? '' : `${route.to === null ? '→ ' : ''}${nameOf(route.stub)}`;

type Labelled = { route: DrawnRoute; probability: number | null };

type LabelsProps = {
  routes: readonly DrawnRoute[];
  sight: Rect | null;
  edges: readonly (readonly [string, Edge])[];
  stageName: (stage: string) => string;
};

/** What is said of ways: the designed probability, and where a way out of the matrix leads. */
export const WayLabels = memo(({ routes, sight, edges, stageName }: LabelsProps) => {
  const { format } = useWords();
  const chances = useMemo(() => new Map(edges.map(([id, { probability }]) => [id, probability])), [edges]);
  const bundles = useMemo(
    () =>
      inSight(routes, sight).map((some) =>
        some
          .map((route): Labelled => ({ route, probability: chances.get(route.id) ?? null }))
          .filter(({ route, probability }) => probability !== null || route.route.stub !== null),
      ),
    [routes, sight, chances],
  );
  return (
    <div className={css.labels} aria-hidden="true">
      {bundles.map((some, at) => (
        <LabelBundle key={at} labels={some} stageName={stageName} format={format} />
      ))}
    </div>
  );
});

type BundleProps = { labels: readonly Labelled[]; stageName: (stage: string) => string; format: Format };

const LabelBundle = memo(
  ({ labels, stageName, format }: BundleProps) => (
    <>
      {labels.map(({ route, probability }) => (
        <WayLabel key={route.id} route={route} probability={probability} stageName={stageName} format={format} />
      ))}
    </>
  ),
  (a, b) =>
    a.stageName === b.stageName &&
    a.format === b.format &&
    a.labels.length === b.labels.length &&
    a.labels.every(
      ({ route, probability }, at) => route === b.labels[at]?.route && probability === b.labels[at]?.probability,
    ),
);

type LabelProps = Labelled & Pick<BundleProps, 'stageName' | 'format'>;

const WayLabel = memo(({ route: { route, label, points }, probability, stageName, format }: LabelProps) => {
  const words = [stubName(route, stageName), probability === null ? '' : format.ratio(probability)]
    .filter((part) => part !== '')
    .join(' · ');
  if (words === '') return null;
  const at = route.stub === null ? label : ((route.to === null ? points.at(-1) : points[0]) ?? label);
  const shift = route.stub === null || route.from === null ? -50 : -82;
  return (
    <span data-kind={route.edge.kind} style={{ transform: `translate(${at.x}px,${at.y}px) translate(${shift}%,-50%)` }}>
      {words}
    </span>
  );
});
