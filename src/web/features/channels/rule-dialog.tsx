import { ActionIcon, Autocomplete, Button, Checkbox, Group, Select, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type ChannelRule,
  type Condition,
  conditionTests,
  type OriginCell,
  originCells,
} from '../../../model/channels.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import css from './channels.module.css';

type RuleDialogProps = {
  rule: ChannelRule;
  isNew: boolean;
  channels: readonly string[];
  onClose: () => void;
  onDone: (rule: ChannelRule) => void;
};

const takesValues = ({ is }: Condition): boolean => is !== 'empty' && is !== 'filled';
const mostConditions = 6;

/** One rule: what must hold, and which channel it then is. */
export const RuleDialog = ({ rule, isNew, channels, onClose, onDone }: RuleDialogProps) => {
  const { t } = useWords();
  const [when, setWhen] = useState(rule.when);
  const [channel, setChannel] = useState(rule.channel);
  const [campaign, setCampaign] = useState(rule.campaign);
  const [isTried, setIsTried] = useState(false);
  const isWhole = when.every((condition) => !takesValues(condition) || condition.values.length > 0);
  const change = (at: number, condition: Condition) => setWhen(when.with(at, condition));
  const done = () => {
    setIsTried(true);
    if (!isWhole) return;
    const kept = when.map((condition) => (takesValues(condition) ? condition : { ...condition, values: [] }));
    const name = channel.trim();
    onDone({
      id: rule.id,
      when: kept,
      channel: name,
      ...(campaign === undefined ? {} : { campaign: campaign.trim() }),
    });
  };
  return (
    <Dialog wide opened onClose={onClose} title={t(isNew ? 'channels.dialog.newTitle' : 'channels.dialog.title')}>
      <div className={css.form}>
        <b>{t('channels.dialog.when')}</b>
        {when.map((condition, at) => (
          <ConditionFields
            key={at}
            condition={condition}
            number={at + 1}
            error={isTried && takesValues(condition) && condition.values.length === 0}
            onChange={(changed) => change(at, changed)}
            onRemove={when.length > 1 ? () => setWhen(when.toSpliced(at, 1)) : undefined}
          />
        ))}
        {when.length < mostConditions && (
          <Group>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setWhen([...when, { cell: 'medium', is: 'equals', values: [] }])}
            >
              {t('channels.dialog.addCondition')}
            </Button>
          </Group>
        )}
        <Autocomplete
          label={t('channels.dialog.channel')}
          description={t('channels.dialog.channelHint')}
          data={[...channels]}
          value={channel}
          onChange={setChannel}
        />
        <Checkbox
          label={t('channels.dialog.setCampaign')}
          checked={campaign !== undefined}
          onChange={(event) => setCampaign(event.currentTarget.checked ? '' : undefined)}
        />
        {campaign !== undefined && (
          <TextInput
            label={t('channels.dialog.campaign')}
            value={campaign}
            onChange={(event) => setCampaign(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button onClick={done}>{t('channels.dialog.ready')}</Button>
        </Group>
      </div>
    </Dialog>
  );
};

type ConditionFieldsProps = {
  condition: Condition;
  number: number;
  error: boolean;
  onChange: (condition: Condition) => void;
  onRemove: (() => void) | undefined;
};

const ConditionFields = ({ condition, number, error, onChange, onRemove }: ConditionFieldsProps) => {
  const { t } = useWords();
  return (
    <div className={css.condition}>
      <Select
        label={t('channels.dialog.cell')}
        data={originCells.map((cell) => ({ value: cell, label: t(`channels.cell.${cell}`) }))}
        value={condition.cell}
        allowDeselect={false}
        onChange={(cell) => cell && onChange({ ...condition, cell: cell as OriginCell })}
      />
      <Select
        label={t('channels.dialog.is')}
        data={conditionTests.map((is) => ({ value: is, label: t(`channels.is.${is}`) }))}
        value={condition.is}
        allowDeselect={false}
        onChange={(is) => is && onChange({ ...condition, is: is as Condition['is'] })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        disabled={onRemove === undefined}
        aria-label={t('channels.dialog.removeCondition', { number })}
        onClick={onRemove}
      >
        <IconX size={17} aria-hidden />
      </ActionIcon>
      {takesValues(condition) && (
        <TagsInput
          className={css.values ?? ''}
          label={t('channels.dialog.values')}
          description={t('channels.dialog.valuesHint')}
          error={error ? t('channels.dialog.missing') : null}
          value={condition.values}
          acceptValueOnBlur
          onChange={(values) => onChange({ ...condition, values })}
        />
      )}
    </div>
  );
};
