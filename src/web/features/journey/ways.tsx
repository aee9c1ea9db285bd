import { memo } from 'react';
import type { Edge } from '../../../model/blueprint/journey.ts';
import { useWords } from '../../i18n/language.ts';
import type { Format } from '../../kit/format.ts';
import { arrowPath, type DrawnRoute, roundedPath } from './geometry.ts';
import css from './ways.module.css';

type Props = { routes: readonly DrawnRoute[]; width: number; height: number; picked: string | null };

/**
 * The ways between cards, each a path of its own: what is drawn anew while one moves is then only what is near.
 *
 * One path of all ways would be less to keep, but has the whole world for its bounds and is drawn whole for every tile of it.
 */
export const Ways = memo(({ routes, width, height, picked }: Props) => {
  const chosen = routes.find(({ id }) => id === picked);
  return (
    <svg className={css.ways} width={width} height={height} aria-hidden="true">
      {routes.map((route) => (
        <Way key={route.id} route={route} />
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

const Way = memo(({ route: { points, route } }: { route: DrawnRoute }) => (
  <g className={css.kind} data-kind={route.edge.kind}>
    <path className={css.line} d={roundedPath(points)} />
    <path className={css.arrow} d={arrowPath(points)} />
  </g>
));

const stubName = (route: DrawnRoute['route'], nameOf: (stage: string) => string): string =>
  route.stub === null ? '' : `${route.to === null ? '→ ' : ''}${nameOf(route.stub)}`;

type LabelsProps = {
  routes: readonly DrawnRoute[];
  edges: ReadonlyMap<string, Edge>;
  stageName: (stage: string) => string;
};

/** What is said of ways: the designed probability, and where a way out of the matrix leads. */
export const WayLabels = memo(({ routes, edges, stageName }: LabelsProps) => {
  const { format } = useWords();
  return (
    <div className={css.labels} aria-hidden="true">
      {routes.map((route) => (
        <WayLabel
          key={route.id}
          route={route}
          probability={edges.get(route.id)?.probability ?? null}
          stageName={stageName}
          format={format}
        />
      ))}
    </div>
  );
});

type LabelProps = {
  route: DrawnRoute;
  probability: number | null;
  stageName: (stage: string) => string;
  format: Format;
};

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
