import { useCallback } from 'react';
import type { CltvForecast } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chart, type ChartColors } from '../../kit/chart.tsx';
import css from './forecast.module.css';
import type { ForecastKind } from './use-forecast.ts';
import { Why } from './why.tsx';

type Holdout = NonNullable<CltvForecast['holdout']>;
type Line = { name: string; forecast: number; fact: number };

/** How far the same forecast would have been right: in total, week by week, by tenths of customers, beside rules without a model. */
export const LookBack = ({ holdout, kind }: { holdout: Holdout; kind: ForecastKind }) => {
  const { t, format } = useWords();
  const isOfContracts = kind === 'contracts';
  const off = holdout.actual === 0 ? null : holdout.expected / holdout.actual - 1;
  const tone = off === null ? 'unknown' : Math.abs(off) <= 0.1 ? 'close' : off > 0 ? 'high' : 'low';
  const naive = [holdout.naive.last_again, holdout.naive.recency_frequency].flatMap((rule) => (rule ? [rule.mae] : []));
  const leastNaive = naive.length === 0 ? null : Math.min(...naive);
  const weeks = holdout.weeks.map((week) => ({
    name: format.day(week.until),
    forecast: week.expected,
    fact: week.actual,
  }));
  const tenths = holdout.deciles.map((part, at) => ({
    name: String(at + 1),
    forecast: part.expected,
    fact: part.actual,
  }));
  return (
    <>
      <Card title={t('forecast.lookBack.title')}>
        <p className={css.verdict}>
          {t(kind === 'contracts' ? 'forecast.contracts.lookBack' : 'forecast.lookBack.total', {
            from: format.day(holdout.from),
            until: format.day(holdout.until),
            expected: format.count(Math.round(holdout.expected)),
            actual: format.count(holdout.actual),
          })}{' '}
          {t(`forecast.lookBack.verdict.${tone}`, { value: format.ratio(Math.abs(off ?? 0)) })}
        </p>
        <p className={css.prose}>{t('forecast.lookBack.text')}</p>
        <Errors holdout={holdout} kind={kind} />
        {leastNaive !== null && leastNaive < holdout.mae && (
          <p className={css.warned}>{t('forecast.lookBack.naive')}</p>
        )}
        {!isOfContracts && <Why holdout={holdout} />}
      </Card>
      {weeks.length > 0 && (
        <div className={css.row}>
          <Card title={t('forecast.weeks.title')}>
            <FactAndForecast
              lines={weeks}
              digits={0}
              label={t(isOfContracts ? 'forecast.contracts.weeksLabel' : 'forecast.weeks.label')}
            />
            <p className={css.prose}>{t(isOfContracts ? 'forecast.contracts.weeksText' : 'forecast.weeks.text')}</p>
          </Card>
          <Card title={t(isOfContracts ? 'forecast.contracts.tenthsTitle' : 'forecast.tenths.title')}>
            <FactAndForecast
              lines={tenths}
              digits={2}
              label={t(isOfContracts ? 'forecast.contracts.tenthsLabel' : 'forecast.tenths.label')}
            />
            <p className={css.prose}>{t(isOfContracts ? 'forecast.contracts.tenthsText' : 'forecast.tenths.text')}</p>
          </Card>
        </div>
      )}
    </>
  );
};

/** The error per customer of the model and of two rules that need none; the smallest stands out. */
const Errors = ({ holdout, kind }: { holdout: Holdout; kind: ForecastKind }) => {
  const { t, format } = useWords();
  const { last_again: again, recency_frequency: table } = holdout.naive;
  const lines = [
    { name: t('forecast.errors.model'), expected: holdout.expected, mae: holdout.mae },
    ...(again
      ? [{ name: t(kind === 'contracts' ? 'forecast.contracts.again' : 'forecast.errors.again'), ...again }]
      : []),
    ...(table ? [{ name: t('forecast.errors.table'), ...table }] : []),
  ];
  const least = Math.min(...lines.map(({ mae }) => mae));
  return (
    <table className={css.errors}>
      <thead>
        <tr>
          <th scope="col">{t('forecast.errors.rule')}</th>
          <th scope="col">{t(kind === 'contracts' ? 'forecast.contracts.expected' : 'forecast.errors.expected')}</th>
          <th scope="col">{t(kind === 'contracts' ? 'forecast.contracts.mae' : 'forecast.errors.mae')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, expected, mae }) => (
          <tr key={name} data-best={mae === least || undefined}>
            <th scope="row">{name}</th>
            <td>{format.count(Math.round(expected))}</td>
            <td>{format.number(mae, 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What happened as bars, what was forecast as a line: never in one. */
const FactAndForecast = ({ lines, digits, label }: { lines: Line[]; digits: number; label: string }) => {
  const { t, format } = useWords();
  const option = useCallback(
    (color: ChartColors) => ({
      grid: { left: 4, right: 8, top: 36, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 10, textStyle: { color: color('--ink-soft') } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: color('--surface'),
        borderColor: color('--line'),
        textStyle: { color: color('--ink'), fontSize: 13 },
        valueFormatter: (value: unknown) => (typeof value === 'number' ? format.number(value, digits) : ''),
      },
      xAxis: {
        type: 'category',
        data: lines.map(({ name }) => name),
        axisLine: { lineStyle: { color: color('--line-strong') } },
        axisTick: { show: false },
        axisLabel: { color: color('--ink-faint'), hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        splitLine: { lineStyle: { color: color('--line') } },
        axisLabel: {
          color: color('--ink-faint'),
          formatter: (value: number) => format.number(value, Number.isInteger(value) ? 0 : digits),
        },
      },
      series: [
        {
          name: t('forecast.fact'),
          type: 'bar',
          barMaxWidth: 28,
          itemStyle: { color: color('--stage-retain') },
          data: lines.map(({ fact }) => fact),
        },
        {
          name: t('forecast.forecast'),
          type: 'line',
          symbolSize: 5,
          lineStyle: { type: 'dashed', width: 2, color: color('--ink') },
          itemStyle: { color: color('--ink') },
          data: lines.map(({ forecast }) => forecast),
        },
      ],
    }),
    [lines, digits, format, t],
  );
  const list = lines
    .map(({ name, fact, forecast }) => `${name}: ${format.number(fact, digits)} / ${format.number(forecast, digits)}`)
    .join('; ');
  return <Chart option={option} label={`${label} ${list}`} height={260} />;
};
