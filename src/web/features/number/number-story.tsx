import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { addMonths, monthOf } from '../../../model/days.ts';
import { metricIds, modelNotes, writtenUnit } from '../../../model/metric-words.ts';
import type { Explanation, Filter } from '../../../model/numbers.ts';
import type { RowSet } from '../../../model/row-sets.ts';
import { type SettingKey, settingTexts } from '../../../model/settings.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { DeltaChip } from '../../kit/big-number.tsx';
import { isOneOf } from '../../kit/fields.ts';
import { absent } from '../../kit/format.ts';
import { Sparkline } from '../../kit/sparkline.tsx';
import { useView } from '../../shell/view.ts';
import { settingWords } from '../data/setting-words.ts';
import { useDelta } from './metric-number.tsx';
import { NumberParts } from './number-parts.tsx';
import css from './number-story.module.css';
import { useOpenNumber } from './use-open-number.ts';

export type NumberScope = { workspace: string; from: string; to: string; filter?: Filter };
type Props = { explanation: Explanation; scope: NumberScope; onRows: (rows: RowSet) => void };

/** A number told from the top: value, formula, the same with its figures, inputs, gaps, settings, source. */
export const NumberStory = ({ explanation, scope, onRows }: Props) => {
  const { t, say } = useWords();
  const { definition, answer, worked, missing, settings } = explanation;
  // Months past go by the formula: no measure for what a model says of today.
  const isByModel = modelNotes.some((note) => answer.notes?.includes(note));
  return (
    <div className={css.story}>
      <Value explanation={explanation} />
      <p className={css.meaning}>{say(definition.meaning)}</p>
      {!isByModel && <Trend explanation={explanation} scope={scope} />}
      {answer.reason && (
        <Part title={t('number.why')} tone="warning">
          <p>{t(`reasons.${answer.reason}.text`)}</p>
          <p>
            <b>{t(`reasons.${answer.reason}.todo`)}</b>
          </p>
          <p className={css.faint}>{say(definition.empty)}</p>
        </Part>
      )}
      <Part title={t('number.formula')}>
        <p className={css.formula}>{say(definition.formula)}</p>
        {answer.value !== null && (
          <p className={css.worked}>
            <span className="visually-hidden">{t('number.worked')}: </span>
            {say(worked)}
          </p>
        )}
      </Part>
      <Inputs explanation={explanation} scope={scope} onRows={onRows} />
      <NumberParts explanation={explanation} scope={scope} />
      {missing.length > 0 && (
        <Part title={t('number.missing')} tone="warning">
          <ul>
            {missing.map((sentence) => (
              <li key={sentence.en}>{say(sentence)}</li>
            ))}
          </ul>
        </Part>
      )}
      {(answer.notes ?? []).length > 0 && (
        <Part title={t('number.notes')}>
          <ul>
            {(answer.notes ?? []).map((note) => (
              <li key={note}>{t(`notes.${note}.text`)}</li>
            ))}
          </ul>
        </Part>
      )}
      {settings.length > 0 && <SettingsThatMatter settings={settings} />}
      <DesignThen design={explanation.design} />
      {definition.ambiguity && (
        <Part title={t('number.ambiguity')}>
          <p>{say(definition.ambiguity)}</p>
        </Part>
      )}
      <Part title={t('number.source')}>
        <p>{say(definition.source)}</p>
        <p className={css.faint}>
          <code>{definition.id}</code> · {t('number.version', { version: definition.version })}
        </p>
      </Part>
    </div>
  );
};

const Part = ({ title, children, tone }: { title: string; children: ReactNode; tone?: 'warning' | undefined }) => (
  <section className={css.part} data-tone={tone}>
    <h3>{title}</h3>
    {children}
  </section>
);

const Value = ({ explanation: { answer } }: { explanation: Explanation }) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const delta = useDelta(answer);
  const write = (value: number | null): string =>
    value === null
      ? absent
      : format.unitFull(value, writtenUnit(answer.metric, answer.unit), answer.currency ?? currency);
  return (
    <div>
      <p className={css.value} data-absent={answer.value === null}>
        {write(answer.value)} {delta && <DeltaChip delta={delta} />}
      </p>
      <p className={css.faint}>
        {answer.interval && (
          <>{t('number.interval', { low: write(answer.interval[0]), high: write(answer.interval[1]) })}. </>
        )}
        {answer.n !== undefined && <>{t('number.n', { count: format.count(answer.n) })}. </>}
        {answer.previous && (
          <>
            {t('number.previous', { period: format.period(answer.previous.period) })}:{' '}
            {answer.previous.value === null && answer.previous.reason
              ? t(`reasons.${answer.previous.reason}.short`)
              : write(answer.previous.value)}
          </>
        )}
      </p>
    </div>
  );
};

/** The metric month by month over the year that ends with the period. */
const Trend = ({ explanation, scope }: { explanation: Explanation; scope: NumberScope }) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const { definition } = explanation;
  const end = scope.to.endsWith('-01') ? scope.to : addMonths(monthOf(scope.to), 1);
  const year = useQuery(
    api.measure.queryOptions({
      input: { ...scope, metrics: [definition.id], from: addMonths(end, -12), to: end, every: 'month', compare: false },
    }),
  );
  const answers = year.data?.answers ?? [];
  const known = answers.filter((answer) => answer.value !== null);
  if (known.length < 2) return null;
  const values = known.map((answer) => answer.value ?? 0);
  const write = (value: number): string => format.unit(value, writtenUnit(definition.id, definition.unit), currency);
  const name = t('number.trend', { low: write(Math.min(...values)), high: write(Math.max(...values)) });
  const months = answers.map(
    ({ period, value }) => `${format.month(period.from)} ${value === null ? absent : write(value)}`,
  );
  return (
    <figure className={css.trend}>
      <Sparkline
        values={answers.map(({ value }) => value)}
        label={`${name}. ${months.join(', ')}`}
        width={300}
        height={56}
      />
      <figcaption>{name}</figcaption>
    </figure>
  );
};

const Inputs = ({ explanation, scope, onRows }: Props) => {
  const { t, format, say } = useWords();
  const { currency } = useView();
  if (explanation.inputs.length === 0) return null;
  return (
    <Part title={t('number.inputs')}>
      <ul className={css.inputs}>
        {explanation.inputs.map((input) => {
          const { rows } = input;
          const value = input.value === null ? absent : format.unitFull(input.value, inputUnit(input), currency);
          return (
            <li key={input.id}>
              <span>
                {say(input.name)}
                {input.lacks?.map((sentence) => (
                  <small key={sentence.en}>{say(sentence)}</small>
                ))}
              </span>
              {rows ? (
                <button
                  type="button"
                  onClick={() => onRows(rows)}
                  aria-label={`${value}. ${t('number.openRows', { name: say(input.name) })}`}
                >
                  {value} <i aria-hidden>→</i>
                </button>
              ) : (
                <Plain id={input.id} value={value} own={explanation.definition.id} scope={scope} />
              )}
            </li>
          );
        })}
      </ul>
    </Part>
  );
};

/** An input that is a metric in its turn is written as that metric. */
const inputUnit = ({ id, unit }: Explanation['inputs'][number]) => {
  return isOneOf(metricIds, id) ? writtenUnit(id, unit) : unit;
};

type PlainProps = { id: string; value: string; own: string; scope: NumberScope };

/** An input without rows of its own: a number that opens in its turn where it is a metric. */
const Plain = ({ id, value, own, scope }: PlainProps) => {
  const open = useOpenNumber();
  const view = useView();
  if (!isOneOf(metricIds, id) || id === own) return <b>{value}</b>;
  const isPagePeriod = scope.from === view.period.from && scope.to === view.period.to;
  return (
    <button
      type="button"
      onClick={() =>
        open({
          metric: id,
          ...(isPagePeriod ? {} : { period: { from: scope.from, to: scope.to } }),
          ...(scope.filter ? { filter: scope.filter } : {}),
        })
      }
    >
      {value} <i aria-hidden>→</i>
    </button>
  );
};

/** Which versions of the design were in force during the period. Nothing where none ever was. */
const DesignThen = ({ design }: { design: Explanation['design'] }) => {
  const { t, format } = useWords();
  if (design.length === 0) return null;
  return (
    <Part title={t('number.design')}>
      <ul>
        {design.map(({ version, from, to }) => (
          <li key={version}>
            {to === null
              ? t('number.inForceSince', { version, from: format.day(from) })
              : t('number.inForceUntil', { version, from: format.day(from), to: format.day(to) })}
          </li>
        ))}
      </ul>
    </Part>
  );
};

const SettingsThatMatter = ({ settings }: { settings: Explanation['settings'] }) => {
  const { t, say, format } = useWords();
  return (
    <Part title={t('number.settings')}>
      <dl className={css.settings}>
        {settings.map(({ key, value, design }) => {
          const text = settingTexts[key as SettingKey];
          return (
            <div key={key}>
              <dt title={text ? say(text.hint) : undefined}>{text ? say(text.name) : key}</dt>
              <dd>
                {settingWords(t, format, key, value)}
                {design !== undefined && ` (${t('number.byDesign', { version: design })})`}
              </dd>
            </div>
          );
        })}
      </dl>
      <Button component={Link} to="/data" search={{ tab: 'settings' } as never} variant="default" size="xs">
        {t('number.toSettings')}
      </Button>
    </Part>
  );
};
