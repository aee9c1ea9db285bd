import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import css from './channels.module.css';

type ChosenBarProps = {
  count: number;
  channels: readonly string[];
  /** '' says that the spellings are no source. */
  onChannel: (channel: string) => void;
  onClear: () => void;
};

/** What to make of the chosen spellings. */
export const ChosenBar = ({ count, channels, onChannel, onClear }: ChosenBarProps) => {
  const { t, format } = useWords();
  const [channel, setChannel] = useState('');
  const make = () => {
    if (channel.trim() !== '') onChannel(channel.trim());
  };
  return (
    <section className={css.pick} aria-label={t('channels.pick.chosen', { count, value: format.count(count) })}>
      <b aria-live="polite">{t('channels.pick.chosen', { count, value: format.count(count) })}</b>
      <div className={css.pickRow}>
        <Autocomplete
          label={t('channels.pick.channel')}
          placeholder={t('channels.pick.placeholder')}
          data={[...channels]}
          value={channel}
          onChange={setChannel}
          onKeyDown={(event) => event.key === 'Enter' && !event.defaultPrevented && make()}
        />
        <Button disabled={channel.trim() === ''} onClick={make}>
          {t('channels.pick.make')}
        </Button>
        <Button variant="default" title={t('channels.pick.noSourceHint')} onClick={() => onChannel('')}>
          {t('channels.pick.noSource')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClear}>
          {t('channels.pick.clear')}
        </Button>
      </div>
    </section>
  );
};
