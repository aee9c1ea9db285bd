import { CloseButton, NativeSelect, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { FactKind } from '../../../../model/facts.ts';
import type { SeenColumn } from '../../../../model/importing.ts';
import { type Mapping, PersonalChoice } from '../../../../model/mapping.ts';
import { type Say, useWords } from '../../../i18n/language.ts';
import { Pick } from '../../../kit/pick.tsx';
import { ScrolledTable } from '../../../kit/scrolled-table.tsx';
import type { Edit } from '../mapping/edits.ts';
import { columnsOfKind, kindsFor } from '../mapping/targets.ts';
import type { MappingPanelProps } from './columns-panel.tsx';
import { fieldName } from './field-name.ts';
import styles from './panels.module.css';

const filters = ['all', 'used', 'unused'] as const;
type Filter = (typeof filters)[number];

/** From so many columns on they can be searched and filtered. */
const many = 12;

/** Every column of the file with samples of what is in it, where it goes, and what becomes of personal data. */
export const FileColumns = ({ table, mapping, onEdit }: MappingPanelProps) => {
  const { t, format } = useWords();
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const isUsed = ({ goesTo }: SeenColumn) => goesTo.length > 0;
  const count: Record<Filter, number> = {
    all: table.columns.length,
    used: table.columns.filter(isUsed).length,
    unused: table.columns.filter((column) => !isUsed(column)).length,
  };
  const wanted = search.trim().toLowerCase();
  const shown = table.columns.filter(
    (column) =>
      (filter === 'all' || isUsed(column) === (filter === 'used')) && column.name.toLowerCase().includes(wanted),
  );
  return (
    <>
      {table.columns.length > many && (
        <div className={styles.panelHead}>
          <TextInput
            size="sm"
            aria-label={t('importing.columns.search')}
            placeholder={t('importing.columns.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Pick
            label={t('importing.columns.filter')}
            value={filter}
            onChange={(value) => setFilter(value as Filter)}
            options={filters.map((each) => ({
              value: each,
              label: t(`importing.columns.${each}`, { value: format.count(count[each]) }),
            }))}
          />
        </div>
      )}
      <ScrolledTable className={styles.scroll} label={t('importing.columns.byFile')}>
        <table className={styles.mapping}>
          <thead>
            <tr>
              <th scope="col">{t('importing.columns.name')}</th>
              <th scope="col">{t('importing.columns.samples')}</th>
              <th scope="col">{t('importing.columns.goesTo')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((column) => (
              <ColumnRow key={column.name} column={column} mapping={mapping} onEdit={onEdit} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles.hint}>{t('importing.columns.notFound')}</p>}
      </ScrolledTable>
      {table.columns.some(({ personal }) => personal) && (
        <p className={styles.hint}>{t('importing.columns.personalHint')}</p>
      )}
    </>
  );
};

type ColumnRowProps = { column: SeenColumn; mapping: Mapping; onEdit: (edit: Edit) => void };

const ColumnRow = ({ column, mapping, onEdit }: ColumnRowProps) => {
  const { t, format } = useWords();
  const isDropped = mapping.personal[column.name] === 'drop';
  return (
    <tr>
      <th scope="row">
        <span className={styles.columnName}>{column.name}</span>
        {column.personal && <Personal column={column} mapping={mapping} onEdit={onEdit} />}
      </th>
      <td>
        <span className={styles.samples}>{column.samples.join(' · ')}</span>
        <span className={styles.faint}>
          {column.filled === 0
            ? t('importing.columns.empty')
            : column.filled < 0.995 &&
              t('importing.columns.filled', { share: format.ratio(Math.round(column.filled * 100) / 100) })}
        </span>
      </td>
      <td>
        {isDropped ? (
          <span className={styles.faint}>{t('importing.columns.dropped')}</span>
        ) : (
          <Targets column={column} mapping={mapping} onEdit={onEdit} />
        )}
      </td>
    </tr>
  );
};

const Personal = ({ column, mapping, onEdit }: ColumnRowProps) => {
  const { t } = useWords();
  return (
    <NativeSelect
      size="xs"
      mt={4}
      aria-label={t('importing.columns.personal', { column: column.name })}
      value={mapping.personal[column.name] ?? 'keep'}
      data={PersonalChoice.options.map((value) => ({
        value,
        label: t(`importing.columns.personalChoice.${value}`),
      }))}
      onChange={(event) =>
        onEdit({ do: 'personal', column: column.name, choice: PersonalChoice.parse(event.currentTarget.value) })
      }
    />
  );
};

const Targets = ({ column, mapping, onEdit }: ColumnRowProps) => {
  const { t } = useWords();
  const [isAdding, setIsAdding] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  // The field names the list it opens only when drawn again once the list is there.
  const [, setIsListed] = useState(false);
  const end = () => {
    setIsAdding(false);
    // Once the list is gone, the keyboard goes on from where it came.
    requestAnimationFrame(() => opener.current?.focus());
  };
  const data = useMemo(() => (isAdding ? targetChoices(mapping, t) : []), [isAdding, mapping, t]);
  return (
    <div className={styles.targets}>
      {column.goesTo.length === 0 && !isAdding && mapping.keepRest && (
        <span className={styles.faint} title={t('importing.columns.attributeHint')}>
          {t('importing.columns.attribute')}
        </span>
      )}
      {column.goesTo.map((target) => {
        const name = `${t(`data.kinds.${target.kind}`)}: ${fieldName(target.kind, target.column, t)}`;
        return (
          <span key={name} className={styles.target}>
            {name}
            <CloseButton
              size="xs"
              aria-label={t('importing.columns.withdraw', { column: column.name, target: name })}
              onClick={() => onEdit({ do: 'withdraw', ...target, from: column.name })}
            />
          </span>
        );
      })}
      {isAdding ? (
        <Select
          size="xs"
          autoFocus
          onDropdownOpen={() => requestAnimationFrame(() => setIsListed(true))}
          onDropdownClose={() => setIsListed(false)}
          searchable
          aria-label={t('importing.columns.add', { column: column.name })}
          placeholder={t('importing.columns.pick')}
          nothingFoundMessage={t('importing.columns.none')}
          data={data}
          withScrollArea={false}
          classNames={{ options: styles.choices ?? '' }}
          comboboxProps={{ width: 300, position: 'bottom-start' }}
          onBlur={() => setIsAdding(false)}
          onChange={(value) => {
            const [kind, target] = (value ?? '').split(' ');
            if (kind && target)
              onEdit({ do: 'put', kind: kind as FactKind, nth: 0, column: target, value: { column: column.name } });
            end();
          }}
        />
      ) : (
        <button ref={opener} type="button" className={styles.add} onClick={() => setIsAdding(true)}>
          <IconPlus size={13} aria-hidden />
          {column.goesTo.length === 0 ? t('importing.columns.addShort') : t('importing.columns.addMore')}
          <span className="visually-hidden">: {t('importing.columns.add', { column: column.name })}</span>
        </button>
      )}
    </div>
  );
};

/** All that a column can be, in groups by kind: what the rows already give first. */
const targetChoices = (mapping: Mapping, t: Say) => {
  const { given, other } = kindsFor(mapping);
  return [...given, ...other].map((kind) => ({
    group: t(`data.kinds.${kind}`),
    items: columnsOfKind(kind).map((name) => ({ value: `${kind} ${name}`, label: fieldName(kind, name, t) })),
  }));
};
