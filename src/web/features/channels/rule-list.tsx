import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ChannelRule, ChannelRules } from '../../../model/channels.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import css from './channels.module.css';
import type { DraftChange } from './draft.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { thenText, whenText } from './words.ts';

type RuleListProps = { draft: ChannelRules; channels: readonly string[]; edit: (change: DraftChange) => void };

const newRule = (): ChannelRule => ({
  id: crypto.randomUUID(),
  channel: '',
  when: [{ cell: 'source', is: 'equals', values: [] }],
});

/** The rules of the draft in their order; the first that fits counts. */
export const RuleList = ({ draft, channels, edit }: RuleListProps) => {
  const { t } = useWords();
  const [open, setOpen] = useState<ChannelRule | null>(null);
  const isNew = open !== null && !draft.rules.some(({ id }) => id === open.id);
  return (
    <Card
      title={t('channels.rules.title')}
      actions={
        <Button
          size="sm"
          variant="light"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setOpen(newRule())}
        >
          {t('channels.rules.add')}
        </Button>
      }
    >
      <p className={css.faint}>{t(draft.rules.length === 0 ? 'channels.rules.empty' : 'channels.rules.intro')}</p>
      <ol className={css.rules}>
        {draft.rules.map((rule, at) => (
          <RuleRow key={rule.id} rule={rule} at={at} last={draft.rules.length - 1} edit={edit} onOpen={setOpen} />
        ))}
      </ol>
      {open && (
        <RuleDialog
          key={open.id}
          rule={open}
          isNew={isNew}
          channels={channels}
          onClose={() => setOpen(null)}
          onDone={(rule) => {
            edit({ do: 'put', rule });
            setOpen(null);
          }}
        />
      )}
    </Card>
  );
};

type RuleRowProps = {
  rule: ChannelRule;
  at: number;
  last: number;
  edit: (change: DraftChange) => void;
  onOpen: (rule: ChannelRule) => void;
};

const RuleRow = ({ rule, at, last, edit, onOpen }: RuleRowProps) => {
  const { t } = useWords();
  const number = at + 1;
  const { id } = rule;
  const actions = [
    { key: 'up', icon: IconArrowUp, isOff: at === 0, press: () => edit({ do: 'move', id, by: -1 }) },
    { key: 'down', icon: IconArrowDown, isOff: at === last, press: () => edit({ do: 'move', id, by: 1 }) },
    { key: 'edit', icon: IconPencil, isOff: false, press: () => onOpen(rule) },
    { key: 'remove', icon: IconTrash, isOff: false, press: () => edit({ do: 'remove', id }) },
  ] as const;
  return (
    <li className={css.rule}>
      <span className={css.number}>{number}</span>
      <span className={css.text}>
        {whenText(t, rule)} → <b>{thenText(t, rule)}</b>
      </span>
      <span className={css.actions}>
        {actions.map(({ key, icon: Icon, isOff, press }) => (
          <ActionIcon
            key={key}
            variant="subtle"
            color="gray"
            disabled={isOff}
            aria-label={t(`channels.rules.${key}`, { number })}
            onClick={press}
          >
            <Icon size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
        ))}
      </span>
    </li>
  );
};
