import { visitsNeeded } from '../../blueprint/status.ts';
import { say, shareWords } from '../../organisation/words.ts';
import { edgeJaccard } from '../agreement.ts';
import { type AuditMatter, type DealWay, type Found, numberLink, point } from '../matter.ts';

/** Ways of going from stage to stage that have half of their steps in common are one way with detours; ours. */
const alike = 0.5;
/** Ways are counted until they cover this part of deals (§7.1). */
const coveredByWays = 0.8;

/** Deals won along ways that are alike: the most frequent of them stands for all. */
export type WayCluster = { stages: readonly string[]; deals: number };

/** Ways of deals put together by likeness: each joins the most frequent one that it is alike to. */
export const clusterWays = (ways: readonly Pick<DealWay, 'stages' | 'deals'>[]): WayCluster[] => {
  const byStages = new Map<string, WayCluster>();
  for (const { stages, deals } of ways) {
    const key = JSON.stringify(stages);
    byStages.set(key, { stages, deals: deals + (byStages.get(key)?.deals ?? 0) });
  }
  const ordered = [...byStages].sort(([a, x], [b, y]) => y.deals - x.deals || (a < b ? -1 : 1)).map(([, way]) => way);
  const clusters: { stages: readonly string[]; deals: number }[] = [];
  for (const { stages, deals } of ordered) {
    const home = clusters.find((each) => (edgeJaccard(each.stages, stages) ?? 0) >= alike);
    if (home === undefined) clusters.push({ stages, deals });
    else home.deals += deals;
  }
  return clusters.sort((a, b) => b.deals - a.deals);
};

/** The fewest ways that cover four fifths of deals won whose stages are known; null while such deals are too few. */
export const waysThatCover = ({ ways }: Pick<AuditMatter, 'ways'>): { deals: number; main: WayCluster[] } | null => {
  const clusters = clusterWays(ways.filter(({ outcome }) => outcome === 'won'));
  const deals = clusters.reduce((sum, each) => sum + each.deals, 0);
  if (deals < visitsNeeded) return null;
  const main: WayCluster[] = [];
  let covered = 0;
  for (const cluster of clusters) {
    if (covered >= coveredByWays * deals) break;
    main.push(cluster);
    covered += cluster.deals;
  }
  return { deals, main };
};

/** Whether there are as many processes as there are materially different ways in which deals are really won. */
export const waysPoint = (matter: AuditMatter, named: number): Found => {
  const found = waysThatCover(matter);
  const seen = matter.ways.reduce((sum, { outcome, deals }) => sum + (outcome === 'won' ? deals : 0), 0);
  const words = found?.main.map(({ stages, deals }) => `${stages.join(' → ')} (${deals})`).join('; ') ?? '';
  return point({
    code: 'ways_named',
    level: 3,
    holds: found !== null && named >= found.main.length,
    text:
      found === null
        ? say(
            'Выигранных сделок с известным ходом по стадиям: {n}, а нужно от {least}',
            'Deals won whose way from stage to stage is known: {n}, and it takes {least}',
            { n: seen, least: visitsNeeded },
          )
        : say(
            'Путей, которыми на деле идут {part} из {n} выигранных сделок: {ways}, процессов: {named}. {words}',
            'Ways along which {part} of {n} deals won really go: {ways}, processes: {named}. {words}',
            {
              part: shareWords(coveredByWays),
              n: found.deals,
              ways: found.main.length,
              named,
              words: { ru: words, en: words },
            },
          ),
    needs: say(
      'столько процессов, сколько разных путей у сделок, по истории стадий',
      'as many processes as deals have different ways, by the history of their stages',
    ),
    value: found?.main.length ?? null,
    unit: 'count',
    ...(found === null ? { reason: seen === 0 ? 'no_data' : 'insufficient_n' } : {}),
    link: numberLink(matter, 'sales_processes'),
  });
};
