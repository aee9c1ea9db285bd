import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ChannelChange, ChannelPreview, ChannelWeight } from '../../../model/channels.ts';
import { rememberedWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import css from './channels.module.css';
import { allRows } from './words.ts';

type ChangesCardProps = {
  preview: ChannelPreview;
  isDirty: boolean;
  isSaving: boolean;
  problem: ReactNode;
  onSave: (by: string, why: string) => void;
  onDiscard: () => void;
};

/** Every channel before and after the draft, and the draft's saving. */
export const ChangesCard = ({ preview, isDirty, isSaving, problem, onSave, onDiscard }: ChangesCardProps) => {
  const { t, format } = useWords();
  const [who, setWho] = useState(rememberedWho);
  const [why, setWhy] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { changed } = preview;
  const save = () => {
    setIsTried(true);
    if (who.trim() !== '') onSave(who.trim(), why.trim());
  };
  return (
    <Card title={t(isDirty ? 'channels.preview.title' : 'channels.preview.channelsNow')}>
      {isDirty && <p>{t('channels.preview.changed', { count: changed, value: format.count(changed) })}</p>}
      <p className={css.asWritten}>{t('channels.preview.asWritten')}</p>
      <ChannelTable preview={preview} />
      {isDirty && (
        <div className={css.save}>
          <TextInput
            label={t('channels.preview.who')}
            autoComplete="name"
            value={who}
            error={isTried && who.trim() === '' ? t('channels.preview.whoMissing') : null}
            onChange={(event) => setWho(event.currentTarget.value)}
          />
          <TextInput
            label={t('channels.preview.why')}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button loading={isSaving} onClick={save}>
            {t('channels.preview.save')}
          </Button>
          <Button variant="default" disabled={isSaving} onClick={onDiscard}>
            {t('channels.preview.discard')}
          </Button>
        </div>
      )}
      {problem}
    </Card>
  );
};

const sumOf = (channels: readonly ChannelChange[], of: (weight: ChannelWeight) => number): number =>
  channels.reduce((sum, { draft }) => sum + of(draft), 0);

const ChannelTable = ({ preview: { channels, currency } }: { preview: ChannelPreview }) => {
  const { t, format } = useWords();
  const money = (value: number): string => format.moneyFull(value, currency);
  return (
    <ScrolledTable className={css.scroll} label={t('channels.preview.channelsNow')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('channels.preview.channel')}</th>
            {(['spellings', 'rows', 'revenue', 'cost'] as const).map((name) => (
              <th key={name} scope="col" className={css.right}>
                {t(`channels.preview.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map(({ channel, now, draft }) => (
            <tr key={channel}>
              <td className={channel === '' ? css.none : undefined}>{channel || t('channels.noChannel')}</td>
              <Both now={now.spellings} then={draft.spellings} write={format.count} />
              <Both now={allRows(now)} then={allRows(draft)} write={format.count} />
              <Both now={now.revenue} then={draft.revenue} write={money} />
              <Both now={now.cost} then={draft.cost} write={money} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('channels.preview.total')}</td>
            <td />
            <td className={css.right}>{format.count(sumOf(channels, allRows))}</td>
            <td className={css.right}>{money(sumOf(channels, ({ revenue }) => revenue))}</td>
            <td className={css.right}>{money(sumOf(channels, ({ cost }) => cost))}</td>
          </tr>
        </tfoot>
      </table>
      <p className={css.faint}>{t('channels.preview.returns')}</p>
    </ScrolledTable>
  );
};

const Both = ({ now, then, write }: { now: number; then: number; write: (value: number) => string }) => {
  const { t } = useWords();
  return (
    <td className={css.right}>
      {write(now)}
      {write(now) !== write(then) && (
        <span className={css.then}>{t('channels.preview.after', { value: write(then) })}</span>
      )}
    </td>
  );
};
