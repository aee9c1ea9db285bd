import { Select, TextInput } from '@mantine/core';
import { testFieldWords } from '../../../../analysis/blueprint/test-fields.ts';
import { useWords } from '../../../i18n/language.ts';

/** Which cell of a fact a test looks at: a known one by its name, or one of the company's own, `props.NAME` or `attributes.NAME`. */
export const TestField = ({
  fields,
  own,
  value,
  onChange,
}: {
  fields: readonly string[];
  /** How names of the company's own cells begin. */
  own: 'props.' | 'attributes.';
  value: string;
  onChange: (field: string) => void;
}) => {
  const { t, say } = useWords();
  const isOwn = value.startsWith(own);
  return (
    <>
      <Select
        aria-label={t('design.segmentRule.field')}
        allowDeselect={false}
        searchable
        data={[
          ...fields.map((field) => ({ value: field, label: say(testFieldWords(field)) })),
          { value: own, label: t('design.segmentRule.ownField') },
        ]}
        value={isOwn ? own : value}
        onChange={(field) => onChange(field === own ? `${own}name` : (field ?? value))}
      />
      {isOwn && (
        <TextInput
          aria-label={t('design.segmentRule.ownName')}
          value={value.slice(own.length)}
          maxLength={100}
          onChange={(event) => event.currentTarget.value !== '' && onChange(own + event.currentTarget.value)}
        />
      )}
    </>
  );
};
