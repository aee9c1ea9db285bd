import { SegmentedControl } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { experimentFor } from '../../../analysis/attribution/experiment.ts';
import {
  type Attribution,
  type AttributionCredit,
  evidenceWords,
  modelNames,
  resultNames,
  valueNames,
} from '../../../model/attribution.ts';
import { useWords } from '../../i18n/language.ts';
import { Drawer } from '../../kit/drawer.tsx';
import { useView } from '../../shell/view.ts';
import css from './attribution.module.css';
import { effects } from './search.ts';
import { useChange } from './use-attribution.ts';

/** How one credit was counted, and the experiment that would tell whether it is deserved. */
export const CreditDrawer = ({ found }: { found: Attribution }) => {
  const { t, say, format } = useWords();
  const { credit: open } = useSearch({ from: '/attribution' });
  const { period } = useView();
  const change = useChange();
  const credit = found.credits.find(({ channel }) => channel === open);
  return (
    <Drawer
      opened={credit !== undefined}
      onClose={() => change({ credit: undefined })}
      title={
        <>
          {(credit?.name && say(credit.name)) || credit?.channel || t('attribution.none')}
          <small className={css.under}>
            {[say(resultNames[found.of]), say(modelNames[found.model].name), format.period(period)].join(' · ')}
          </small>
        </>
      }
    >
      {credit && <Story found={found} credit={credit} />}
    </Drawer>
  );
};

type StoryProps = { found: Attribution; credit: AttributionCredit };

const Story = ({ found, credit }: StoryProps) => {
  const { t, say, format } = useWords();
  const known = found.total.conversions - found.unknown.conversions;
  const losses = found.credits.reduce((sum, { removal }) => sum + (removal ?? 0), 0);
  const money = (value: number): string => format.moneyFull(Math.round(100 * value) / 100, found.currency);
  return (
    <div className={css.story}>
      <p className={css.value}>
        {format.number(credit.conversions)}{' '}
        <small>{t('attribution.story.of', { value: format.count(found.total.conversions) })}</small>
      </p>
      <Part title={t('attribution.story.how')}>
        <p>{say(modelNames[found.model].how)}</p>
        <p className={css.worked}>
          {credit.removal !== undefined && losses > 0
            ? t('attribution.story.removal', {
                removal: format.ratio(credit.removal),
                losses: format.ratio(losses),
                known: format.count(known),
                credit: format.number(credit.conversions),
              })
            : t('attribution.story.rule', {
                conversions: format.count(credit.reach.conversions),
                credit: format.number(credit.conversions),
              })}
        </p>
      </Part>
      <Part title={t('attribution.story.facts')}>
        <dl className={css.facts}>
          <Fact name={t('attribution.credits.reach')}>{format.count(credit.reach.paths)}</Fact>
          <Fact name={t('attribution.story.reached')}>{format.count(credit.reach.conversions)}</Fact>
          {credit.interval && (
            <Fact name={t('attribution.story.bounds')}>
              {credit.interval.conversions.map((end) => format.number(end)).join(' … ')}
            </Fact>
          )}
          <Fact name={say(valueNames[found.value])}>{money(credit.value)}</Fact>
          {credit.interval && (
            <Fact name={t('attribution.story.valueBounds')}>{credit.interval.value.map(money).join(' … ')}</Fact>
          )}
          {credit.cost !== undefined && <Fact name={t('attribution.story.cost')}>{money(credit.cost)}</Fact>}
          {credit.romi !== undefined && (
            <Fact name="ROMI">
              {format.ratio(credit.romi)} · {found.evidence}
            </Fact>
          )}
        </dl>
        {credit.romi !== undefined && <p className={css.faint}>{say(evidenceWords[found.evidence])}</p>}
        <p className={css.faint}>{t('attribution.story.boundsHow')}</p>
      </Part>
      <Experiment credit={credit} />
    </div>
  );
};

/** What it takes to tell whether the credit is the channel's doing. */
const Experiment = ({ credit }: { credit: AttributionCredit }) => {
  const { t, format } = useWords();
  const { effect = 100 } = useSearch({ from: '/attribution' });
  const change = useChange();
  const needed = experimentFor(credit.reach, (credit.conversions * effect) / 100);
  return (
    <Part title={t('attribution.experiment.title')} tone="warning">
      <p>{t('attribution.experiment.text')}</p>
      <p className={css.ask}>{t('attribution.experiment.effect')}</p>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('attribution.experiment.effect')}
        value={String(effect)}
        onChange={(next) => change({ effect: effects.find((each) => String(each) === next) })}
        data={effects.map((value) => ({ value: String(value), label: format.ratio(value / 100) }))}
      />
      {needed ? (
        <>
          <p className={css.worked}>
            {t('attribution.experiment.needed', {
              count: needed.perGroup,
              value: format.count(needed.perGroup),
              rateWith: format.ratio(needed.rateWith),
              rateWithout: format.ratio(needed.rateWithout),
            })}
          </p>
          <p className={css.faint}>
            {t(
              2 * needed.perGroup > credit.reach.paths
                ? 'attribution.experiment.tooMany'
                : 'attribution.experiment.enough',
              {
                value: format.count(credit.reach.paths),
              },
            )}
          </p>
        </>
      ) : (
        <p className={css.faint}>{t('attribution.experiment.none')}</p>
      )}
    </Part>
  );
};

const Part = ({ title, tone, children }: { title: string; tone?: 'warning'; children: ReactNode }) => (
  <section className={css.part} data-tone={tone}>
    <h3>{title}</h3>
    {children}
  </section>
);

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
