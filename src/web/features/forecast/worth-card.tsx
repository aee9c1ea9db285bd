import { useQuery } from '@tanstack/react-query';
import { addDays, addMonths } from '../../../model/days.ts';
import type { CltvForecast, SegmentBeginnings } from '../../../model/forecast.ts';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import { useView } from '../../shell/view.ts';
import { MetricText } from '../number/metric-text.tsx';
import css from './forecast.module.css';

const asked = ['cltv_forecast', 'customer_equity', 'ltv_cac', 'cac_payback_months'] as const satisfies MetricId[];
const whoTold = [
  'by_model',
  'by_contract_model',
  'by_both_models',
  'formula_pending',
  'formula_contracts',
  'formula_renewals',
  'formula_segment',
  'formula_parts',
] as const;
/** What models say is kept a moment after the forecast is told. */
const againMs = 2_000;

/** What a customer of each segment is worth: the very metrics other pages show, and who tells them. */
export const WorthCard = ({ found }: { found: CltvForecast }) => {
  const { t } = useWords();
  const { workspace } = useView();
  const to = addDays(found.asOf, 1);
  const period = { from: addMonths(to, -12), to };
  const question = useQuery({
    ...api.measure.queryOptions({
      input: { workspace, metrics: [...asked], ...period, by: ['segment'], compare: false },
    }),
    refetchInterval: ({ state }) =>
      state.data?.answers.some(({ notes }) => notes?.includes('formula_pending')) ? againMs : false,
  });
  const answers = question.data?.answers ?? [];
  const segments = [...new Set(answers.flatMap(({ by, value }) => (value === null ? [] : [by.segment ?? ''])))];
  if (segments.length === 0) return null;
  return (
    <Card title={t('forecast.worth.title')}>
      <p className={css.prose}>{t('forecast.worth.text')}</p>
      <ScrolledTable className={answer.scroll} label={t('forecast.worth.title')}>
        <table className={css.errors}>
          <thead>
            <tr>
              <th scope="col">{t('forecast.rows.segment')}</th>
              {asked.map((metric) => (
                <th key={metric} scope="col">
                  {t(`forecast.worth.${metric}`)}
                </th>
              ))}
              <th scope="col" data-start>
                {t('forecast.worth.by')}
              </th>
            </tr>
          </thead>
          <tbody>
            {segments.map((segment) => (
              <Segment
                key={segment}
                segment={segment}
                period={period}
                answers={answers.filter(({ by }) => (by.segment ?? '') === segment)}
              />
            ))}
          </tbody>
        </table>
      </ScrolledTable>
      <div className={css.told}>
        <HowBegun found={found} answers={answers} />
        <WhyFormula answers={answers} />
      </div>
    </Card>
  );
};

/** How new customers of each segment come to purchases and to contracts, where both models tell it. */
const HowBegun = ({ found, answers }: { found: CltvForecast; answers: readonly Answer[] }) => {
  const { t, format } = useWords();
  const isOfBoth = (segment: string): boolean =>
    answers.some(({ by, notes }) => (by.segment ?? '') === segment && notes?.includes('by_both_models'));
  const ever = ({ by_month: chances }: SegmentBeginnings['then_order']): string => format.ratio(chances.at(-1) ?? 0);
  return (found.contracts?.fits ?? []).map(({ segment, beginnings }) =>
    beginnings && isOfBoth(segment) ? (
      <p key={segment} className={css.prose}>
        <b>{segment || t('forecast.rows.none')}</b>:{' '}
        {t('forecast.worth.begin', {
          order: format.ratio(beginnings.order),
          contract: format.ratio(beginnings.contract),
          both: format.ratio(beginnings.both),
          thenContract: ever(beginnings.then_contract),
          thenOrder: ever(beginnings.then_order),
        })}
      </p>
    ) : null,
  );
};

const formulas = whoTold.filter((note) => note.startsWith('formula_') && note !== 'formula_pending');

/** Why the formula stands where no model tells, in so many words, with the segments it is so of. */
const WhyFormula = ({ answers }: { answers: readonly Answer[] }) => {
  const { t } = useWords();
  return formulas.map((note) => {
    const told = answers.filter(({ notes, value }) => value !== null && notes?.includes(note));
    const segments = [...new Set(told.map(({ by }) => by.segment || t('forecast.rows.none')))];
    return segments.length === 0 ? null : (
      <p key={note} className={css.prose}>
        <b>{segments.join(', ')}</b>: {t(`notes.${note}.text`)}
      </p>
    );
  });
};

type SegmentProps = { segment: string; period: Answer['period']; answers: readonly Answer[] };

const Segment = ({ segment, period, answers }: SegmentProps) => {
  const { t } = useWords();
  const told = whoTold.find((note) => answers.some(({ notes }) => notes?.includes(note)));
  return (
    <tr>
      <th scope="row">{segment || t('forecast.rows.none')}</th>
      {asked.map((metric) => (
        <td key={metric}>
          <MetricText answer={answers.find((one) => one.metric === metric)} period={period} isShort />
        </td>
      ))}
      <td data-start title={told && t(`notes.${told}.text`)}>
        {told && t(`notes.${told}.short`)}
      </td>
    </tr>
  );
};
