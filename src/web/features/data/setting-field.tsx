import { Anchor, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isDesigned } from '../../../analysis/blueprint/lifecycle-in-force.ts';
import { designedSettings } from '../../../model/blueprint/lifecycle-in-force.ts';
import { type SettingKey, settingTexts } from '../../../model/settings.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import type { Format } from '../../kit/format.ts';
import { defaultSettings, editorOf, writtenValue } from './setting-groups.ts';
import { settingWords } from './setting-words.ts';
import styles from './settings.module.css';

/** One setting: what it means, its value, its default; a change is saved as soon as it is made. */
export const SettingField = ({ state, name }: { state: WorkspaceState; name: SettingKey }) => {
  const { t, language, format } = useWords();
  const client = useQueryClient();
  const companies = useQuery(api.workspaces.list.queryOptions());
  const ofCompany = companies.data?.find(({ id }) => id === state.id)?.language ?? '';
  // Pages speak the reader's own language until one is set, whatever the default of the command line.
  const written = name === 'language' ? ofCompany : writtenValue(state.settings[name]);
  const byDefault = name === 'language' ? '' : writtenValue(defaultSettings[name]);
  const save = useMutation({
    mutationFn: (value: string) => api.settings.set.call({ workspace: state.id, key: name, value }),
    onSuccess: () => client.invalidateQueries(),
  });
  const text = settingTexts[name];
  const error = save.error ? (problemOf(save.error)?.text[language] ?? t('data.failed')) : null;
  const change = (value: string) => {
    if (value !== written) save.mutate(value);
    else save.reset();
  };
  return (
    <div className={styles.field}>
      <div>
        <div className={styles.name} id={`setting-${name}`}>
          {text.name[language]}
          <span className={styles.key}>{name}</span>
        </div>
        <p className={styles.hint}>{isSpoken(name) ? t(`data.settings.hints.${name}`) : text.hint[language]}</p>
        {isDesigned(name, state.design) && <p className={styles.now}>{byDesignText(t, format, state.design, name)}</p>}
        {name === 'as_of' && (
          <p className={styles.now}>{t(`data.settings.asOfNow.${state.asOfBy}`, { day: format.day(state.asOf) })}</p>
        )}
      </div>
      <div>
        <Editor key={written} state={state} name={name} written={written} error={error} onChange={change} />
        <div className={styles.foot} aria-live="polite">
          <span>{written !== byDefault && byDefaultText(t, format, name, byDefault)}</span>
          {save.isSuccess && <span className={styles.saved}>{t('data.settings.saved')}</span>}
          {written !== byDefault && !save.isSuccess && (
            <Anchor component="button" type="button" size="sm" onClick={() => change(byDefault)}>
              {t('data.settings.reset')}
            </Anchor>
          )}
        </div>
      </div>
    </div>
  );
};

/** Settings whose own hint names codes, for the command line; here the choices are read by name. */
const spoken = [
  'language',
  'shared_driver',
  'movements',
  'rr_churn_on',
  'rr_coupons',
  'at_risk_by',
  'discount_rate_year',
  'country',
  'anonymous_join',
] as const;
const isSpoken = (name: SettingKey): name is (typeof spoken)[number] => spoken.some((key) => key === name);

type Translate = ReturnType<typeof useWords>['t'];

/** What counts in place of a setting, as the published design says. */
const byDesignText = (t: Translate, format: Format, design: WorkspaceState['design'], name: SettingKey): string => {
  const key = designedSettings.find((each) => each === name);
  const value = key && design?.[key];
  const version = design?.version ?? 0;
  if (value === undefined) return t('data.settings.byDesignOfSegments', { version });
  return t('data.settings.byDesign', { version, value: settingWords(t, format, name, [value].flat().join(', ')) });
};

const byDefaultText = (t: Translate, format: Format, name: SettingKey, written: string): string => {
  // A number is said as the field beside it takes it.
  const said =
    editorOf[name] === 'number' && written !== ''
      ? format.number(Number(written), 3)
      : settingWords(t, format, name, written);
  return t('data.settings.byDefault', { value: said });
};

const choices: Partial<Record<SettingKey, readonly string[]>> = {
  language: ['', 'ru', 'en'],
  shared_driver: ['direct_cost', 'hours', 'successes', 'revenue', 'equal'],
  movements: ['month', 'event'],
  rr_churn_on: ['day_after', 'last_day'],
  rr_coupons: ['as_written', 'deducted'],
  at_risk_by: ['silence', 'model'],
  anonymous_join: ['true', 'false'],
};

type EditorProps = {
  state: WorkspaceState;
  name: SettingKey;
  written: string;
  error: string | null;
  onChange: (value: string) => void;
};

const Editor = ({ state, name, written, error, onChange }: EditorProps) => {
  const { t, format } = useWords();
  const common = { 'aria-labelledby': `setting-${name}`, error } as const;
  switch (editorOf[name]) {
    case 'currency':
      return (
        <Select
          {...common}
          searchable
          data={Intl.supportedValuesOf('currency')}
          value={written}
          onChange={(value) => value && onChange(value)}
        />
      );
    case 'country':
      return (
        <Select
          {...common}
          searchable
          data={[...new Set([...countries, written])].map((value) => ({
            value,
            label: settingWords(t, format, name, value),
          }))}
          value={written}
          onChange={(value) => value && onChange(value)}
        />
      );
    case 'zone':
      return (
        <Select
          {...common}
          searchable
          data={zonesWith(written)}
          value={written}
          onChange={(value) => value && onChange(value)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={(choices[name] ?? []).map((value) => ({ value, label: settingWords(t, format, name, value) }))}
          allowDeselect={false}
          value={written}
          onChange={(value) => value !== null && onChange(value)}
        />
      );
    case 'list':
      return (
        <TagsInput
          {...common}
          placeholder={written === '' ? t('data.settings.listHint') : ''}
          data={name.endsWith('_channels') ? (state.values.channel ?? []).filter(Boolean) : []}
          value={written === '' ? [] : written.split(',')}
          splitChars={[',']}
          onChange={(words) => onChange(words.map((word) => word.trim()).join(','))}
        />
      );
    case 'number':
      return (
        <NumberEditor
          {...common}
          empty={defaultSettings[name] === null ? settingWords(t, format, name, '') : ''}
          written={written}
          onChange={onChange}
        />
      );
    case 'day':
      return (
        <TextInput
          {...common}
          type="date"
          defaultValue={written}
          onBlur={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
};

/** Countries to choose from; any other can be set from the command line. */
const countries =
  'RU BY KZ UZ KG TJ AM AZ GE MD UA RS TR IL AE DE FR ES IT NL PL CZ BG FI EE LV LT GB US CA BR IN CN VN TH'.split(' ');

/** The named zones of the browser, and the one that is set even if the browser does not name it. */
const zonesWith = (zone: string): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', zone])];

const NumberEditor = ({
  written,
  empty,
  onChange,
  ...rest
}: {
  written: string;
  /** What an empty value says. */
  empty: string;
  error: string | null;
  onChange: (value: string) => void;
  'aria-labelledby': string;
}) => {
  const { language } = useWords();
  const [value, setValue] = useState<string | number>(written === '' ? '' : Number(written));
  return (
    <NumberInput
      {...rest}
      value={value}
      placeholder={empty}
      decimalSeparator={language === 'ru' ? ',' : '.'}
      min={0}
      hideControls
      onChange={setValue}
      onBlur={() => onChange(String(value))}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
};
