import { TextInput } from '@mantine/core';
import { type ChannelRules, defaultChannelNames, defaultChannels } from '../../../model/channels.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import css from './channels.module.css';
import type { DraftChange } from './draft.ts';

type DefaultNamesProps = {
  draft: ChannelRules;
  /** The language whose names stand where a channel is not renamed. */
  language: 'ru' | 'en';
  edit: (change: DraftChange) => void;
};

/** What the company calls the channels of the default table. */
export const DefaultNames = ({ draft, language, edit }: DefaultNamesProps) => {
  const { t, say } = useWords();
  return (
    <Card>
      <details>
        <summary className={css.summaryTitle}>{t('channels.names.title')}</summary>
        <p className={css.faint}>{t('channels.names.intro')}</p>
        <div className={css.names}>
          {defaultChannels.map((channel) => (
            <TextInput
              key={channel}
              size="sm"
              label={say(defaultChannelNames[channel])}
              aria-label={t('channels.names.of', { channel: say(defaultChannelNames[channel]) })}
              placeholder={defaultChannelNames[channel][language]}
              value={draft.names[channel] ?? ''}
              onChange={(event) => edit({ do: 'name', channel, name: event.currentTarget.value })}
            />
          ))}
        </div>
      </details>
    </Card>
  );
};
