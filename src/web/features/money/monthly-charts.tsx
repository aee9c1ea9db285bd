import { useCallback, useRef } from 'react';
import type { Answer } from '../../../model/metric.ts';
import { type SuccessClass, successClasses } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chart, type ChartColors } from '../../kit/chart.tsx';
import { Dot } from '../../kit/dot.tsx';
import { DownloadMenu } from '../../kit/download-menu.tsx';
import { absent } from '../../kit/format.ts';
import { savePng, saveSvg } from '../../kit/save-picture.ts';
import { Sparkline } from '../../kit/sparkline.tsx';
import { hueColor } from '../../kit/tokens.ts';
import { useView } from '../../shell/view.ts';
import { hueOfClass } from '../lifecycle/look.ts';
import { useOpenNumber } from '../number/use-open-number.ts';
import css from './monthly-charts.module.css';
import { revenueKinds, seriesOf } from './months.ts';
import { useMonths, useQuarters } from './questions.ts';

const none: readonly Answer[] = [];

/** How revenue and the cost of each success went month by month. */
export const MonthlyCharts = () => {
  const months = useMonths();
  const answers = months.data?.answers ?? none;
  return (
    <div className={css.row}>
      <RevenueChart answers={answers} />
      <SmallMultiples answers={answers} />
    </div>
  );
};

const kinds = [
  { name: 'regular', token: '--stage-retain' },
  { name: 'development', token: '--stage-develop' },
  { name: 'rest', token: '--stage-acquire' },
] as const;

const RevenueChart = ({ answers }: { answers: readonly Answer[] }) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const picture = useRef<{ svg: () => SVGSVGElement | null }>(null);
  const option = useCallback(
    (color: ChartColors) => {
      const rows = revenueKinds(answers);
      return {
        grid: { left: 4, right: 8, top: 40, bottom: 4, containLabel: true },
        legend: {
          type: 'scroll',
          top: 0,
          left: 0,
          itemWidth: 10,
          itemHeight: 10,
          icon: 'roundRect',
          textStyle: { color: color('--ink-soft') },
        },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow', shadowStyle: { color: color('--ink'), opacity: 0.05 } },
          backgroundColor: color('--surface'),
          borderColor: color('--line'),
          textStyle: { color: color('--ink'), fontSize: 13 },
          valueFormatter: (value: unknown) => (typeof value === 'number' ? format.moneyFull(value, currency) : absent),
        },
        xAxis: {
          type: 'category',
          data: rows.map(({ month }) => format.monthShort(month)),
          axisLine: { lineStyle: { color: color('--line-strong') } },
          axisTick: { show: false },
          axisLabel: { color: color('--ink-faint') },
        },
        yAxis: {
          type: 'value',
          splitLine: { lineStyle: { color: color('--line') } },
          axisLabel: { color: color('--ink-faint'), formatter: (value: number) => format.money(value, currency) },
        },
        series: kinds.map(({ name, token }) => ({
          name: t(`money.revenueChart.${name}`),
          type: 'bar',
          stack: 'revenue',
          barMaxWidth: 44,
          itemStyle: { color: color(token) },
          data: rows.map((row) => row[name]),
        })),
      };
    },
    [answers, currency, format, t],
  );
  const list = revenueKinds(answers)
    .map(
      (row) =>
        `${format.month(row.month)}: ${kinds.map(({ name }) => `${t(`money.revenueChart.${name}`)} ${row[name] === null ? absent : format.money(row[name], currency)}`).join(', ')}`,
    )
    .join('; ');
  const save = (how: (svg: SVGSVGElement, name: string) => unknown) => () => {
    const svg = picture.current?.svg();
    if (svg) how(svg, 'revenue');
  };
  return (
    <Card
      title={t('money.revenueChart.title')}
      actions={
        <DownloadMenu
          label={t('money.revenueChart.title')}
          downloads={[
            { id: 'png', label: t('shell.chart.asPng'), onPress: save(savePng) },
            { id: 'svg', label: t('shell.chart.asSvg'), onPress: save(saveSvg) },
          ]}
        />
      }
    >
      <Chart ref={picture} option={option} label={t('money.revenueChart.label', { list })} height={300} />
    </Card>
  );
};

const SmallMultiples = ({ answers }: { answers: readonly Answer[] }) => {
  const { t } = useWords();
  return (
    <Card title={t('money.small.title')}>
      <div className={css.multiples}>
        {successClasses.map((name) => (
          <Multiple key={name} name={name} series={seriesOf(answers, `unit_cost_${name}`)} />
        ))}
      </div>
    </Card>
  );
};

const knownOf = (series: readonly Answer[]): number[] => series.flatMap(({ value }) => (value === null ? [] : [value]));

const Multiple = ({ name, series }: { name: SuccessClass; series: Answer[] }) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const open = useOpenNumber();
  const hue = hueOfClass[name];
  const why = series.find(({ reason }) => reason !== undefined)?.reason;
  const isTooShort = why === 'no_denominator' && knownOf(series).length === 0;
  const quarters = useQuarters(`unit_cost_${name}`, isTooShort).data?.answers ?? none;
  const shown = isTooShort ? quarters : series;
  const known = knownOf(shown);
  const span = [Math.min(...known), Math.max(...known)].map((value) => format.money(value, currency));
  const range =
    known.length === 0
      ? why
        ? t(`reasons.${why}.short`)
        : absent
      : `${[...new Set(span)].join(' … ')}${isTooShort ? ` ${t('money.small.byQuarter')}` : ''}`;
  return (
    <button type="button" className={css.multiple} onClick={() => open({ metric: `unit_cost_${name}` })}>
      <Dot hue={hue}>{t(`conveyor.unit.${name}`)}</Dot>
      <span className={css.range} title={isTooShort ? t('money.small.tooShort') : undefined}>
        {range}
      </span>
      <Sparkline
        values={shown.map(({ value }) => value)}
        label={`${t(`conveyor.unit.${name}`)}: ${range}`}
        width={170}
        height={36}
        color={hueColor(hue)}
      />
    </button>
  );
};
