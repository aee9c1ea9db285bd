import { memo, useMemo } from 'react';
import { type Edge, edgeKinds } from '../../../model/blueprint/journey.ts';
import { useWords } from '../../i18n/language.ts';
import { arrowPath, type DrawnRoute, roundedPath } from './geometry.ts';
import css from './ways.module.css';

type Props = { routes: readonly DrawnRoute[]; width: number; height: number; picked: string | null };

/** All ways of one kind are one line for the browser: a thousand of them cost as much as five. */
export const Ways = memo(({ routes, width, height, picked }: Props) => {
  const byKind = useMemo(
    () =>
      edgeKinds.map((kind) => {
        const own = routes.filter(({ route }) => route.edge.kind === kind);
        return {
          kind,
          lines: own.map(({ points }) => roundedPath(points)).join(''),
          arrows: own.map(({ points }) => arrowPath(points)).join(''),
        };
      }),
    [routes],
  );
  const chosen = routes.find(({ id }) => id === picked);
  return (
    <svg className={css.ways} width={width} height={height} aria-hidden="true">
      {byKind.map(({ kind, lines, arrows }) => (
        <g key={kind} className={css.kind} data-kind={kind}>
          <path className={css.line} d={lines} />
          <path className={css.arrow} d={arrows} />
        </g>
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
      {routes.map(({ id, route, label, points }) => {
        const probability = edges.get(id)?.probability ?? null;
        const words = [stubName(route, stageName), probability === null ? '' : format.ratio(probability)]
          .filter((part) => part !== '')
          .join(' · ');
        if (words === '') return null;
        const at = route.stub === null ? label : ((route.to === null ? points.at(-1) : points[0]) ?? label);
        return (
          <span
            key={id}
            data-kind={route.edge.kind}
            style={{
              transform: `translate(${at.x}px,${at.y}px) translate(${route.stub === null || route.from === null ? -50 : -82}%,-50%)`,
            }}
          >
            {words}
          </span>
        );
      })}
    </div>
  );
});
