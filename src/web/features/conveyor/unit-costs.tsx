import type { Conveyor } from '../../../model/conveyor.ts';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { type SuccessClass, successClasses } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chip } from '../../kit/chip.tsx';
import { useView } from '../../shell/view.ts';
import { hueOfClass } from '../lifecycle/look.ts';
import { MetricNumber } from '../number/metric-number.tsx';
import { MetricText } from '../number/metric-text.tsx';
import { useOpenNumber } from '../number/use-open-number.ts';
import { AnswersFor } from './answers-for.tsx';
import { cheaperToWinBack, roundTimes, spreadOf } from './spread.ts';
import { workOf } from './station-panel.tsx';
import css from './unit-costs.module.css';

const successesOf: Record<SuccessClass, MetricId> = {
  acquisition: 'customers_new',
  activation: 'customers_activated',
  retention: 'customers_retained',
  development: 'customers_developed',
  winback: 'customers_won_back',
};

type Props = {
  answers: ReadonlyMap<MetricId, Answer>;
  bySegment: readonly Answer[];
  stages: Conveyor['stages'];
};

/** What one success of each kind costs, what it is made of, and what the average hides. */
export const UnitCosts = ({ answers, bySegment, stages }: Props) => {
  const { t } = useWords();
  return (
    <section aria-label={t('conveyor.unit.title')}>
      <div className={css.head}>
        <h2 className={css.title}>{t('conveyor.unit.title')}</h2>
        {bySegment.length > 0 && <p>{t('conveyor.unit.titleHint')}</p>}
      </div>
      <div className={css.cards}>
        {successClasses.map((name) => (
          <UnitCost key={name} name={name} answers={answers} bySegment={bySegment} stages={stages} />
        ))}
      </div>
    </section>
  );
};

const UnitCost = ({ name, answers, bySegment, stages }: Props & { name: SuccessClass }) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const open = useOpenNumber();
  const metric = `unit_cost_${name}` as const;
  const unitCost = answers.get(metric);
  const successes = answers.get(successesOf[name])?.value ?? null;
  // Cost ÷ successes is the unit cost, so their product is the cost with its share of shared cost.
  const cost = unitCost?.value != null && successes !== null ? unitCost.value * successes : null;
  const spread = spreadOf(bySegment, `unit_cost_${name}_direct`);
  const cheaper = name === 'winback' ? cheaperToWinBack(bySegment) : null;
  const own = stages.filter(({ stage }) => workOf[stage] === name);
  const money = (value: number): string => format.money(value, currency);
  const times = (ratio: number, words: 'rangeTimes' | 'cheaperTimes'): string => {
    const value = roundTimes(ratio);
    return value < 2 ? '' : t(`conveyor.unit.${words}`, { count: value, value: format.number(value) });
  };
  return (
    <Card hue={hueOfClass[name]}>
      <MetricNumber size="md" label={t(`conveyor.unit.${name}`)} metric={metric} answer={unitCost} />
      <div className={css.lines}>
        {cost !== null && successes !== null && (
          <p>
            {money(cost)} ÷ {t(`conveyor.unit.${name}Of`, { count: successes, value: format.count(successes) })}
          </p>
        )}
        {name === 'retention' && answers.get('retention_cost_per_customer_year')?.value != null && (
          <p>
            <MetricText
              answer={answers.get('retention_cost_per_customer_year')}
              say={(value) => t('conveyor.unit.perYear', { money: value })}
            />
          </p>
        )}
        {spread && (
          <p>
            <Chip
              tone={spread.high.value >= spread.low.value * 5 ? 'warning' : 'plain'}
              onPress={() => open({ metric: `unit_cost_${name}_direct` })}
              hint={t('conveyor.unit.rangeHint', {
                list: spread.all
                  .map((part) => `${part.segment || t('shell.segment.none')} ${money(part.value)}`)
                  .join(', '),
              })}
            >
              {t('conveyor.unit.range', { low: money(spread.low.value), high: money(spread.high.value) })}
              {times(spread.high.value / spread.low.value, 'rangeTimes')}
            </Chip>
          </p>
        )}
        {cheaper && (
          <p>
            <Chip
              tone="warning"
              hint={t('conveyor.unit.cheaperHint')}
              onPress={() => open({ metric: 'unit_cost_winback_direct', filter: { segment: [cheaper.segment] } })}
            >
              {t('conveyor.unit.cheaper', {
                segment: cheaper.segment,
                winback: money(cheaper.winback),
                acquisition: money(cheaper.acquisition),
              })}
              {times(cheaper.acquisition / cheaper.winback, 'cheaperTimes')}
            </Chip>
          </p>
        )}
        <AnswersFor
          designs={own.map(({ design }) => design)}
          isBrief
          mend={own.find(({ design }) => design && design.unowned.length > 0)?.stage}
        />
      </div>
    </Card>
  );
};
