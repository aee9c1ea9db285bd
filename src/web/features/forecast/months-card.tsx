import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { forecastSeries, type MonthsForecast } from '../../../model/forecast.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chart, type ChartColors } from '../../kit/chart.tsx';
import { Pick } from '../../kit/pick.tsx';
import { useView } from '../../shell/view.ts';
import css from './forecast.module.css';

type Series = (typeof forecastSeries)[number];

/** Revenue or new customers month by month: what was, what is expected, and how far such a forecast was right. */
export const MonthsCard = () => {
  const { t } = useWords();
  const { workspace, segment } = useView();
  const [of, setOf] = useState<Series>('revenue');
  const question = useQuery(
    api.forecast.months.queryOptions({
      input: { workspace, of, months: 12, ...(segment === undefined ? {} : { segment }) },
    }),
  );
  const found = question.data;
  return (
    <Card
      title={t('forecast.byMonth.title')}
      actions={
        <Pick
          label={t('forecast.byMonth.of')}
          value={of}
          options={forecastSeries.map((value) => ({ value, label: t(`forecast.byMonth.${value}`) }))}
          onChange={(next) => setOf(next as Series)}
        />
      }
    >
      {found ? <Months found={found} /> : <p role="status">{t('shell.state.loading')}</p>}
    </Card>
  );
};

const Months = ({ found }: { found: MonthsForecast }) => {
  const { t, format } = useWords();
  const { currency, backTest, form } = found;
  const value = (number: number): string =>
    currency === undefined ? format.count(Math.round(number)) : format.money(number, currency);
  if (found.reason)
    return (
      <p className={css.prose}>
        {t('forecast.none.refused', { reason: t(`reasons.${found.reason}.short`) })}.{' '}
        {t(`reasons.${found.reason}.text`)}
      </p>
    );
  const before = found.facts.slice(-found.months.length);
  return (
    <>
      {found.total && (
        <p className={css.verdict}>
          {t('forecast.byMonth.total', { months: found.months.length, value: value(found.total.value) })}
          {found.total.interval && t('forecast.byMonth.within', { list: found.total.interval.map(value).join(' … ') })}.{' '}
          {before.length === found.months.length &&
            t('forecast.byMonth.before', { value: value(before.reduce((sum, month) => sum + month.value, 0)) })}
        </p>
      )}
      <MonthsChart found={found} value={value} />
      {form && (
        <p className={css.prose}>
          {t('forecast.byMonth.form', {
            trend: t(`forecast.byMonth.trend.${form.trend}`),
            season: t(form.season === 'none' ? 'forecast.byMonth.season.none' : 'forecast.byMonth.season.some'),
          })}
        </p>
      )}
      {backTest && (
        <p className={css.prose}>
          {t('forecast.byMonth.back', {
            months: backTest.months,
            error: value(backTest.error),
            naive: value(backTest.naive_error),
            covered: format.ratio(backTest.covered),
          })}
        </p>
      )}
      {backTest && backTest.naive_error < backTest.error && <p className={css.warned}>{t('forecast.byMonth.naive')}</p>}
    </>
  );
};

/** What was as bars, what is expected as a dashed line between its bounds: never in one. */
const MonthsChart = ({ found, value }: { found: MonthsForecast; value: (number: number) => string }) => {
  const { t, format } = useWords();
  const { facts, months, backTest } = found;
  const option = useCallback(
    (color: ChartColors) => {
      const before = facts.map(() => null);
      const after = months.map(() => null);
      // The bounds are drawn as a band: an unseen line below, and the rest of the way up filled.
      const bound = {
        type: 'line',
        symbol: 'none',
        stack: 'bounds',
        silent: true,
        lineStyle: { opacity: 0 },
        tooltip: { show: false },
      };
      const judged = facts.map((_, at) => backTest?.expected[at - (facts.length - backTest.months)] ?? null);
      return {
        grid: { left: 4, right: 8, top: 36, bottom: 4, containLabel: true },
        legend: {
          top: 0,
          left: 0,
          itemWidth: 12,
          itemHeight: 10,
          textStyle: { color: color('--ink-soft') },
          data: [t('forecast.fact'), t('forecast.forecast'), ...(backTest ? [t('forecast.byMonth.judged')] : [])],
        },
        tooltip: {
          trigger: 'axis',
          backgroundColor: color('--surface'),
          borderColor: color('--line'),
          textStyle: { color: color('--ink'), fontSize: 13 },
          valueFormatter: (shown: unknown) => (typeof shown === 'number' ? value(shown) : '—'),
        },
        xAxis: {
          type: 'category',
          data: [...facts, ...months].map(({ month }) => format.month(month)),
          axisLine: { lineStyle: { color: color('--line-strong') } },
          axisTick: { show: false },
          axisLabel: { color: color('--ink-faint'), hideOverlap: true },
        },
        yAxis: {
          type: 'value',
          splitLine: { lineStyle: { color: color('--line') } },
          axisLabel: { color: color('--ink-faint'), formatter: (shown: number) => value(shown) },
        },
        series: [
          {
            name: t('forecast.fact'),
            type: 'bar',
            barMaxWidth: 28,
            itemStyle: { color: color('--stage-retain') },
            data: [...facts.map((one) => one.value), ...after],
          },
          {
            name: t('forecast.forecast'),
            type: 'line',
            symbolSize: 5,
            lineStyle: { type: 'dashed', width: 2, color: color('--ink') },
            itemStyle: { color: color('--ink') },
            data: [...before, ...months.map((one) => one.value)],
          },
          {
            name: t('forecast.byMonth.judged'),
            type: 'line',
            symbolSize: 4,
            lineStyle: { type: 'dotted', width: 2, color: color('--ink-soft') },
            itemStyle: { color: color('--ink-soft') },
            data: [...judged, ...after],
          },
          { ...bound, data: [...before, ...months.map(({ interval }) => interval?.[0] ?? null)] },
          {
            ...bound,
            areaStyle: { color: color('--ink'), opacity: 0.1 },
            data: [...before, ...months.map(({ interval }) => (interval ? interval[1] - interval[0] : null))],
          },
        ],
      };
    },
    [facts, months, backTest, value, format, t],
  );
  const list = months.map((one) => `${format.month(one.month)}: ${value(one.value)}`).join('; ');
  return <Chart option={option} label={`${t('forecast.byMonth.label')} ${list}`} height={280} />;
};
