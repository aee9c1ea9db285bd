import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { type SuccessClass, successClasses } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { DeltaChip } from '../../kit/big-number.tsx';
import { Card } from '../../kit/card.tsx';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { Dot } from '../../kit/dot.tsx';
import { hueOfClass } from '../lifecycle/look.ts';
import { useDelta } from '../number/metric-number.tsx';
import { MetricText } from '../number/metric-text.tsx';

const metricsOf: Record<SuccessClass, { successes: MetricId; hours: MetricId }> = {
  acquisition: { successes: 'customers_new', hours: 'hours_per_acquisition' },
  activation: { successes: 'customers_activated', hours: 'hours_per_activation' },
  retention: { successes: 'customers_retained', hours: 'hours_per_retention' },
  development: { successes: 'customers_developed', hours: 'hours_per_development' },
  winback: { successes: 'customers_won_back', hours: 'hours_per_winback' },
};

/** The five costs per success side by side: direct, with shared costs, in hours, and against the previous period. */
export const UnitTable = ({ answers }: { answers: ReadonlyMap<MetricId, Answer> }) => {
  const { t } = useWords();
  const column = (
    id: 'successes' | 'direct' | 'loaded' | 'hours',
    metric: (name: SuccessClass) => MetricId,
  ): Column<SuccessClass> => ({
    id,
    header: t(`money.unit.${id}`),
    cell: (name) => <MetricText answer={answers.get(metric(name))} isShort />,
    sortBy: (name) => answers.get(metric(name))?.value ?? null,
    align: 'end',
    width: 116,
    grow: 1,
  });
  const columns: Column<SuccessClass>[] = [
    {
      id: 'what',
      header: t('money.unit.what'),
      cell: (name) => <Dot hue={hueOfClass[name]}>{t(`conveyor.unit.${name}`)}</Dot>,
      width: 180,
      grow: 2,
    },
    column('successes', (name) => metricsOf[name].successes),
    column('direct', (name) => `unit_cost_${name}_direct`),
    column('loaded', (name) => `unit_cost_${name}`),
    {
      id: 'change',
      header: t('money.unit.change'),
      cell: (name) => <Change answer={answers.get(`unit_cost_${name}`)} />,
      align: 'end',
      width: 116,
      grow: 1,
    },
    column('hours', (name) => metricsOf[name].hours),
  ];
  return (
    <Card flush title={t('money.unit.title')}>
      <DataTable
        label={t('money.unit.title')}
        columns={columns}
        rows={successClasses}
        rowKey={(name) => name}
        maxHeight="none"
      />
    </Card>
  );
};

const Change = ({ answer }: { answer: Answer | undefined }) => {
  const delta = useDelta(answer);
  return delta ? <DeltaChip delta={delta} /> : null;
};
