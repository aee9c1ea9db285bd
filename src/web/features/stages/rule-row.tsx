import { ActionIcon, Button, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { isSame } from '../../../analysis/blueprint/merge.ts';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { testFieldWords } from '../../../analysis/blueprint/test-fields.ts';
import type { RulesPreview } from '../../../model/blueprint/contract.ts';
import { type FactTest, factFields, testKinds } from '../../../model/blueprint/inputs.ts';
import { type EvidenceRule, ruleFacts } from '../../../model/blueprint/journey.ts';
import { type TextKey, useWords } from '../../i18n/language.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { useOptions, useStageOptions } from '../design/form/field.tsx';
import { TestField } from '../design/form/test-field.tsx';
import css from './lifecycle.module.css';
import { RulesEffect } from './rules-effect.tsx';

type Props = DesignPart & {
  id: string;
  rule: EvidenceRule;
  number: number;
  /** What all rules of the draft make of the history; undefined until it is known. */
  preview: RulesPreview | undefined;
  /** How many the rule takes as published; undefined where no rule differs from what is in force. */
  inForce: number | undefined;
  onMove: (by: -1 | 1) => void;
};

/** One rule in a line, in words; opened, what a fact must be and what it then proves. */
export const RuleRow = ({ id, rule, number, blueprint, store, preview, inForce, onMove }: Props) => {
  const { t, format } = useWords();
  // A rule that says nothing yet is about to be written.
  const [isOpen, setOpen] = useState(isBlank(rule));
  const count = preview?.rules.find((one) => one.id === id);
  const [opened, setOpened] = useState<{ rule: EvidenceRule; preview: RulesPreview }>();
  // What the rule was and made of the history when it was opened, for what an edit does to be seen beside it.
  if (isOpen && !opened && preview) setOpened({ rule, preview });
  if (!isOpen && opened) setOpened(undefined);
  const form = useId();
  return (
    <li className={css.rule}>
      <div className={css.head}>
        <button
          type="button"
          className={css.fold}
          aria-expanded={isOpen}
          aria-controls={isOpen ? form : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <b>{number}</b> <InWords rule={rule} blueprint={blueprint} />
        </button>
        <span className={css.tools}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('design.rules.up')} onClick={() => onMove(-1)}>
            <IconArrowUp size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t('design.rules.down')} onClick={() => onMove(1)}>
            <IconArrowDown size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('design.rules.remove')}
            onClick={() => store.edit([{ collection: 'rules', id, after: null }])}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      {count && (
        <span className={css.faint}>
          {t('design.rules.taken', { value: format.count(count.taken) })}
          {count.shadowed > 0 && ` · ${t('design.rules.shadowed', { value: format.count(count.shadowed) })}`}
          {inForce !== undefined && inForce !== count.taken && (
            <>
              {' · '}
              <span className={css.warning}>{t('design.rules.inForce', { value: format.count(inForce) })}</span>
            </>
          )}
        </span>
      )}
      {isOpen && (
        <div id={form} className={css.ruleForm}>
          <RuleForm id={id} rule={rule} blueprint={blueprint} store={store} />
          {opened && preview && !isSame(opened.rule, rule) && (
            <>
              <RulesEffect blueprint={blueprint} before={opened.preview} after={preview} since="opened" />
              {!isBlank(opened.rule) && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    store.edit([{ collection: 'rules', id, after: { ...opened.rule, place: rule.place } }])
                  }
                >
                  {t('design.rules.effect.putBack')}
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </li>
  );
};

const isBlank = ({ touchpoint, cell, states }: EvidenceRule): boolean =>
  touchpoint === null && cell === null && states.length === 0;

/** «касание: вид равно visit → сайт · «Справлюсь ли сам?»» */
const InWords = ({ rule, blueprint }: { rule: EvidenceRule; blueprint: DesignPart['blueprint'] }) => {
  const { t, say } = useWords();
  const tests = rule.when.map(({ field, is, values }) =>
    [say(testFieldWords(field)), t(`design.tests.${is}` as TextKey), values.join(', ')].filter(Boolean).join(' '),
  );
  const proves = [
    ...(rule.touchpoint === null ? [] : [say(nameOf(blueprint, { collection: 'touchpoints', id: rule.touchpoint }))]),
    ...(rule.cell === null ? [] : [say(nameOf(blueprint, { collection: 'cells', id: rule.cell }))]),
    ...rule.states.map(({ state }) => say(nameOf(blueprint, { collection: 'states', id: state }))),
  ];
  return (
    <span>
      {t(`design.rules.facts.${rule.fact}`)}
      {tests.length > 0 && `: ${tests.join('; ')}`} →{' '}
      {proves.length > 0 ? (
        <strong>{proves.join(' · ')}</strong>
      ) : (
        <span className={css.warning}>{t('design.rules.nothing')}</span>
      )}
    </span>
  );
};

const RuleForm = ({ id, rule, blueprint, store }: Pick<Props, 'id' | 'rule' | 'blueprint' | 'store'>) => {
  const { t, language } = useWords();
  const states = useOptions(blueprint, 'states');
  const set = (fields: Partial<EvidenceRule>): void =>
    store.edit([{ collection: 'rules', id, after: { ...rule, ...fields } }], `rules:${id}`);
  const setTest = (at: number, test: FactTest | null): void =>
    set({
      when:
        test === null
          ? rule.when.filter((_, index) => index !== at)
          : rule.when.map((one, index) => (index === at ? test : one)),
    });
  return (
    <>
      <Select
        label={t('design.rules.fact')}
        allowDeselect={false}
        data={ruleFacts.map((fact) => ({ value: fact, label: t(`design.rules.facts.${fact}`) }))}
        value={rule.fact}
        onChange={(fact) => set({ fact: fact as EvidenceRule['fact'] })}
      />
      {rule.when.map((test, at) => (
        <Test key={at} test={test} onChange={(next) => setTest(at, next)} />
      ))}
      <button
        type="button"
        className={css.add}
        onClick={() => set({ when: [...rule.when, { field: 'kind', is: 'equals', values: [] }] })}
      >
        <IconPlus size={13} aria-hidden /> {t('design.rules.addTest')}
      </button>
      <div className={css.proves}>
        <Select
          label={t('design.rules.touchpoint')}
          clearable
          searchable
          data={useOptions(blueprint, 'touchpoints')}
          value={rule.touchpoint}
          onChange={(touchpoint) => set({ touchpoint })}
        />
        <Select
          label={t('design.rules.cell')}
          clearable
          searchable
          data={useOptions(blueprint, 'cells')}
          value={rule.cell}
          onChange={(cell) => set({ cell })}
        />
        <MultiSelect
          label={t('design.rules.states')}
          data={states}
          value={rule.states.map(({ state }) => state)}
          onChange={(chosen) =>
            set({
              states: chosen.map((state) => rule.states.find((one) => one.state === state) ?? { state, weight: 1 }),
            })
          }
        />
        {rule.states.map(({ state, weight }) => (
          <NumberInput
            key={state}
            label={t('design.rules.weight', { state: states.find(({ value }) => value === state)?.label ?? state })}
            description={t('design.rules.weightHint')}
            min={-1}
            max={1}
            step={0.1}
            decimalSeparator={language === 'ru' ? ',' : '.'}
            value={weight}
            onChange={(next) =>
              typeof next === 'number' &&
              set({ states: rule.states.map((one) => (one.state === state ? { state, weight: next } : one)) })
            }
          />
        ))}
        <Select
          label={t('design.rules.stage')}
          clearable
          data={useStageOptions().filter(({ value }) => value !== 'market')}
          value={rule.stage}
          onChange={(stage) => set({ stage: stage as EvidenceRule['stage'] })}
        />
        <TextInput
          type="date"
          label={t('design.rules.from')}
          value={rule.from ?? ''}
          onChange={(event) => set({ from: event.currentTarget.value || null })}
        />
      </div>
    </>
  );
};

const Test = ({ test, onChange }: { test: FactTest; onChange: (test: FactTest | null) => void }) => {
  const { t } = useWords();
  const isBare = test.is === 'empty' || test.is === 'filled';
  return (
    <div className={css.test}>
      <TestField
        fields={factFields}
        own="props."
        value={test.field}
        onChange={(field) => onChange({ ...test, field: field as FactTest['field'] })}
      />
      <Select
        aria-label={t('design.segmentRule.test')}
        allowDeselect={false}
        data={testKinds.map((kind) => ({ value: kind, label: t(`design.tests.${kind}` as TextKey) }))}
        value={test.is}
        onChange={(is) => onChange({ ...test, is: is as FactTest['is'] })}
      />
      {!isBare && (
        <TagsInput
          aria-label={t('design.segmentRule.values')}
          value={test.values}
          onChange={(values) => onChange({ ...test, values })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('design.segmentRule.drop')}
        onClick={() => onChange(null)}
      >
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </div>
  );
};
