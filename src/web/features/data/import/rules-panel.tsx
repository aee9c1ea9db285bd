import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../i18n/language.ts';
import { conditionOf, type Rule, ruleTests } from '../mapping/rules.ts';
import { conditionWords } from '../mapping/words.ts';
import type { MappingPanelProps } from './columns-panel.tsx';
import styles from './panels.module.css';

/** Rows that are left out: test deals, one's own people. Rules stand in words, and new ones are written by choosing. */
export const RulesPanel = ({ table, mapping, onEdit }: MappingPanelProps) => {
  const { t } = useWords();
  const put = (rules: typeof mapping.leaveOut) => onEdit({ do: 'leaveOut', rules });
  return (
    <>
      <p className={styles.hint}>{t('importing.rules.intro')}</p>
      {mapping.leaveOut.length === 0 && <p>{t('importing.rules.nothing')}</p>}
      <ul className={styles.rules}>
        {mapping.leaveOut.map((condition, at) => {
          const rule = conditionWords(condition, t);
          return (
            <li key={`${at} ${rule}`}>
              {rule}
              <CloseButton
                size="sm"
                aria-label={t('importing.rules.remove', { rule })}
                onClick={() => put(mapping.leaveOut.filter((_, other) => other !== at))}
              />
            </li>
          );
        })}
      </ul>
      <NewRule
        columns={table.columns.map(({ name }) => name)}
        onAdd={(rule) => put([...mapping.leaveOut, conditionOf(rule)])}
      />
    </>
  );
};

const NewRule = ({ columns, onAdd }: { columns: readonly string[]; onAdd: (rule: Rule) => void }) => {
  const { t } = useWords();
  const [column, setColumn] = useState(columns[0] ?? '');
  const [test, setTest] = useState<Rule['test']>('contains');
  const [text, setText] = useState('');
  const needsText = test !== 'filled' && test !== 'empty';
  const isWhole = column !== '' && (!needsText || text.trim() !== '');
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        onAdd({ column, test, text: needsText ? text.trim() : '' });
        setText('');
      }}
    >
      <NativeSelect
        size="sm"
        label={t('importing.rules.column')}
        value={column}
        data={[...columns]}
        onChange={(event) => setColumn(event.currentTarget.value)}
      />
      <NativeSelect
        size="sm"
        label={t('importing.rules.test')}
        value={test}
        data={ruleTests.map((value) => ({ value, label: t(`importing.rules.tests.${value}`) }))}
        onChange={(event) => setTest(ruleTests.find((each) => each === event.currentTarget.value) ?? 'contains')}
      />
      {needsText && (
        <TextInput
          size="sm"
          label={t('importing.rules.text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Button type="submit" variant="default" size="sm" disabled={!isWhole}>
        {t('importing.rules.add')}
      </Button>
    </form>
  );
};
