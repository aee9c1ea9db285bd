import { ActionIcon, Button, Select, TagsInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import {
  type CustomerField,
  type CustomerTest,
  customerFields,
  type Segment,
  testKinds,
} from '../../../../../model/blueprint/inputs.ts';
import { type TextKey, useWords } from '../../../../i18n/language.ts';
import type { PartProps } from '../field-part.tsx';
import css from '../form.module.css';
import { TestField } from '../test-field.tsx';
import { SegmentMatches } from './segment-matches.tsx';

type Group = CustomerTest[];

const fresh: CustomerTest = { field: 'segment', is: 'equals', values: [] };

const withAt = <Item,>(list: readonly Item[], at: number, item: Item | null): Item[] =>
  item === null ? list.filter((_, index) => index !== at) : list.map((one, index) => (index === at ? item : one));

/** Which customers of the facts are of the segment: any of the groups, each with all of its tests; how many that are now. */
export const SegmentRulePart = ({ label, blueprint, id, value, onChange }: PartProps<Segment['rule']>) => {
  const { t } = useWords();
  const change = (at: number, group: Group | null): void =>
    onChange(withAt(value, at, group !== null && group.length === 0 ? null : group));
  return (
    <fieldset className={css.part}>
      <legend>{label}</legend>
      <p>{t('design.segmentRule.hint')}</p>
      {value.map((group, at) => (
        <div key={at} className={css.form}>
          {at > 0 && <span className={css.or}>{t('design.segmentRule.or')}</span>}
          {group.map((test, row) => (
            <TestRow key={row} test={test} onChange={(next) => change(at, withAt(group, row, next))} />
          ))}
          <div>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => change(at, [...group, fresh])}
            >
              {t('design.segmentRule.and')}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...value, [fresh]])}
        >
          {t(value.length === 0 ? 'design.segmentRule.first' : 'design.segmentRule.more')}
        </Button>
      </div>
      <SegmentMatches blueprint={blueprint} id={id} />
    </fieldset>
  );
};

const TestRow = ({ test, onChange }: { test: CustomerTest; onChange: (test: CustomerTest | null) => void }) => {
  const { t } = useWords();
  const isBare = test.is === 'empty' || test.is === 'filled';
  return (
    <div className={css.row}>
      <TestField
        fields={customerFields}
        own="attributes."
        value={test.field}
        onChange={(field) => onChange({ ...test, field: field as CustomerField })}
      />
      <Select
        aria-label={t('design.segmentRule.test')}
        allowDeselect={false}
        data={testKinds.map((kind) => ({ value: kind, label: t(`design.tests.${kind}` as TextKey) }))}
        value={test.is}
        onChange={(is) => onChange({ ...test, is: is as CustomerTest['is'] })}
      />
      {!isBare && (
        <TagsInput
          aria-label={t('design.segmentRule.values')}
          placeholder={test.values.length === 0 ? t('design.segmentRule.values') : ''}
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
