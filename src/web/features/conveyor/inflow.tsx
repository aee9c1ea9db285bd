import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chip } from '../../kit/chip.tsx';
import { MetricNumber } from '../number/metric-number.tsx';
import { channelShares } from './channel-shares.ts';
import css from './inflow.module.css';

type Props = { answers: ReadonlyMap<MetricId, Answer>; byChannel: readonly Answer[] };

/** Where new customers come from, how much hangs on one channel, and how many never reach a result. */
export const Inflow = ({ answers, byChannel }: Props) => {
  const { t } = useWords();
  return (
    <div className={css.row}>
      <Card title={t('conveyor.inflow.title')}>
        <div className={css.inflow}>
          <MetricNumber
            size="md"
            label={t('conveyor.inflow.paid')}
            metric="paid_search_share"
            answer={answers.get('paid_search_share')}
          />
          <MetricNumber
            size="md"
            label={t('conveyor.inflow.hhi')}
            metric="channel_hhi"
            answer={answers.get('channel_hhi')}
          >
            <Notes answer={answers.get('channel_hhi')} /> {t('conveyor.inflow.hhiHint')}
          </MetricNumber>
        </div>
        <ChannelBar byChannel={byChannel} />
      </Card>
      <NeverReached answers={answers} />
    </div>
  );
};

const Notes = ({ answer }: { answer: Answer | undefined }) => {
  const { t } = useWords();
  return (answer?.notes ?? []).map((note) => (
    <Chip key={note} hint={t(`notes.${note}.text`)}>
      {t(`notes.${note}.short`)}
    </Chip>
  ));
};

const NeverReached = ({ answers }: { answers: ReadonlyMap<MetricId, Answer> }) => {
  const { t, format } = useWords();
  const rate = answers.get('activation_rate');
  const fresh = answers.get('customers_new')?.value ?? null;
  const turned = (value: number | null): number | null => (value === null ? null : 1 - value);
  const never: Answer | undefined = rate && {
    ...rate,
    value: turned(rate.value),
    ...(rate.previous ? { previous: { ...rate.previous, value: turned(rate.previous.value) } } : {}),
  };
  return (
    <Card hue="result">
      <MetricNumber size="md" label={t('conveyor.inflow.never')} metric="activation_rate" answer={never} isTurned>
        {never?.value != null &&
          fresh !== null &&
          t('conveyor.inflow.neverText', {
            count: format.count(Math.round(never.value * fresh)),
            total: format.count(fresh),
          })}
      </MetricNumber>
      {never?.value != null && (
        <div className={css.bar} aria-hidden>
          <i className={css.reached} style={{ width: `${Math.max(0, Math.min(1, 1 - never.value)) * 100}%` }} />
        </div>
      )}
      <p className={css.hint}>{t('conveyor.inflow.neverHint')}</p>
    </Card>
  );
};

const shades = [100, 78, 60, 45, 33, 24];

const ChannelBar = ({ byChannel }: { byChannel: readonly Answer[] }) => {
  const { t, format } = useWords();
  const shares = channelShares(byChannel, shades.length);
  if (shares.length === 0) return null;
  const name = (channel: string | null): string =>
    channel === null ? t('conveyor.inflow.others') : channel === '' ? t('conveyor.inflow.unknown') : channel;
  const color = (at: number, channel: string | null): string =>
    channel === '' || channel === null
      ? 'var(--line-strong)'
      : `color-mix(in srgb, var(--stage-acquire) ${shades[at] ?? 20}%, var(--surface))`;
  const list = shares
    .map(({ channel, count, share }) => `${name(channel)} ${format.count(count)} (${format.ratio(share)})`)
    .join(', ');
  return (
    <div className={css.channels}>
      <div className={css.stack} role="img" aria-label={t('conveyor.inflow.channels', { list })}>
        {shares.map(({ channel, share }, at) => (
          <i key={channel ?? '…'} style={{ flexGrow: share, background: color(at, channel) }} />
        ))}
      </div>
      <ul>
        {shares.map(({ channel, count, share }, at) => (
          <li key={channel ?? '…'}>
            <i style={{ background: color(at, channel) }} aria-hidden />
            {name(channel)} <b>{format.count(count)}</b> <span>{format.ratio(share)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};
