import { Link } from '@tanstack/react-router';
import type { Conveyor } from '../../../model/conveyor.ts';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { type StageOrOverlay, type SuccessClass, stageNames } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { Dot } from '../../kit/dot.tsx';
import { Drawer } from '../../kit/drawer.tsx';
import { useView, useWorkspace } from '../../shell/view.ts';
import { hueOfStage } from '../lifecycle/look.ts';
import { MetricNumber } from '../number/metric-number.tsx';
import { AnswersFor } from './answers-for.tsx';
import { StationBalance } from './station-balance.tsx';
import css from './station-panel.module.css';

/** The work that belongs to a stage: what brings customers out of it or keeps them in it. */
export const workOf: Record<StageOrOverlay, SuccessClass> = {
  audience: 'acquisition',
  contact: 'acquisition',
  qualified: 'acquisition',
  opportunity: 'acquisition',
  new: 'activation',
  activated: 'retention',
  regular: 'retention',
  developed: 'development',
  advocate: 'retention',
  at_risk: 'retention',
  lost: 'winback',
  winback: 'winback',
};

type Props = {
  stage: StageOrOverlay | undefined;
  conveyor: Conveyor | undefined;
  answers: ReadonlyMap<MetricId, Answer>;
  onClose: () => void;
};

/** A station opened: its balance, who came from where, who went where, what the work there costs; all lead to the customers. */
export const StationPanel = ({ stage, conveyor, answers, onClose }: Props) => {
  const { language } = useWords();
  const station = conveyor?.stages.find((one) => one.stage === stage);
  return (
    <Drawer opened={station !== undefined} onClose={onClose} title={stage ? stageNames[stage][language] : ''}>
      {station && conveyor && <Inside station={station} conveyor={conveyor} answers={answers} />}
    </Drawer>
  );
};

type InsideProps = { station: Conveyor['stages'][number]; conveyor: Conveyor; answers: Props['answers'] };

const Inside = ({ station, conveyor, answers }: InsideProps) => {
  const { t, format } = useWords();
  const { period } = useView();
  const { asOf } = useWorkspace();
  const { stage } = station;
  const entered = `${period.from}..${period.to}`;
  const flows = (side: 'from' | 'to') =>
    conveyor.flows.filter((flow) => flow[side] === stage && flow.count > 0).sort((a, b) => b.count - a.count);
  const work = workOf[stage];
  const unitCost = `unit_cost_${work}` as const;
  return (
    <div className={css.panel}>
      <StationBalance stage={station} isNamed={false} isOwned={false} />
      {station.previousClosing !== null && (
        <p className={css.faint}>{t('conveyor.panel.change', { count: format.count(station.previousClosing) })}</p>
      )}
      <AnswersFor designs={[station.design]} mend={stage} />
      <p className={css.links}>
        <Link to="/customers" search={{ stage }}>
          {t('conveyor.panel.all', { day: format.day(asOf) })} →
        </Link>
        <Link to="/customers" search={{ stage, entered }}>
          {t('conveyor.panel.enteredAll')} →
        </Link>
      </p>
      <h3>{t('conveyor.panel.in')}</h3>
      <Flows
        flows={flows('to').map(({ from, count }) => ({
          other: from,
          count,
          search: { stage, entered, ...(from === 'outside' ? {} : { movedFrom: from }) },
        }))}
        nobody={t('conveyor.panel.nobodyIn')}
        outside={t('conveyor.loop.outside')}
      />
      <h3>{t('conveyor.panel.out')}</h3>
      <Flows
        flows={flows('from').map(({ to, count }) => ({
          other: to,
          count,
          search: to === 'outside' ? null : { stage: to, entered, movedFrom: stage },
        }))}
        nobody={t('conveyor.panel.nobodyOut')}
        outside={t('conveyor.loop.outsideTo')}
      />
      <h3>{t('conveyor.panel.work')}</h3>
      <MetricNumber size="md" label={t(`conveyor.unit.${work}`)} metric={unitCost} answer={answers.get(unitCost)} />
    </div>
  );
};

type FlowLine = {
  other: StageOrOverlay | 'outside';
  count: number;
  search: { stage: StageOrOverlay; entered: string; movedFrom?: StageOrOverlay } | null;
};

const Flows = ({ flows, nobody, outside }: { flows: FlowLine[]; nobody: string; outside: string }) => {
  const { format, language } = useWords();
  const total = flows.reduce((sum, flow) => sum + flow.count, 0);
  if (flows.length === 0) return <p className={css.faint}>{nobody}</p>;
  return (
    <ul className={css.flows}>
      {flows.map(({ other, count, search }) => (
        <li key={other}>
          <span>
            {other === 'outside' ? outside : <Dot hue={hueOfStage[other]}>{stageNames[other][language]}</Dot>}
          </span>
          <i aria-hidden>
            <b
              style={{
                width: `${(count / total) * 100}%`,
                background: other === 'outside' ? 'var(--line-strong)' : `var(--stage-${hueOfStage[other]})`,
              }}
            />
          </i>
          {search ? (
            <Link to="/customers" search={search}>
              {format.count(count)}
            </Link>
          ) : (
            <span>{format.count(count)}</span>
          )}
          <small>{format.ratio(count / total)}</small>
        </li>
      ))}
    </ul>
  );
};
