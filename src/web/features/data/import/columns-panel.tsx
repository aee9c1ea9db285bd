import { Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { InspectedTable } from '../../../../model/importing.ts';
import type { Mapping } from '../../../../model/mapping.ts';
import { useWords } from '../../../i18n/language.ts';
import type { Edit } from '../mapping/edits.ts';
import { FactColumns } from './fact-columns.tsx';
import { FileColumns } from './file-columns.tsx';
import styles from './panels.module.css';

export type MappingPanelProps = { table: InspectedTable; mapping: Mapping; onEdit: (edit: Edit) => void };

/** Where every column of the file goes, and the other way round: what each column of facts is made of. */
export const ColumnsPanel = ({ table, mapping, onEdit }: MappingPanelProps) => {
  const { t } = useWords();
  const [view, setView] = useState('file');
  return (
    <>
      <div className={styles.panelHead}>
        <SegmentedControl
          size="sm"
          aria-label={t('importing.columns.view')}
          value={view}
          onChange={setView}
          data={[
            { value: 'file', label: t('importing.columns.byFile') },
            { value: 'facts', label: t('importing.columns.byFacts') },
          ]}
        />
        <Checkbox
          label={t('importing.columns.keepRest')}
          checked={mapping.keepRest}
          onChange={(event) => onEdit({ do: 'keepRest', keep: event.currentTarget.checked })}
        />
      </div>
      {view === 'file' ? (
        <FileColumns table={table} mapping={mapping} onEdit={onEdit} />
      ) : (
        <FactColumns table={table} mapping={mapping} onEdit={onEdit} />
      )}
    </>
  );
};
