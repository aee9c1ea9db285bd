import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { InspectedTable } from '../../../../model/importing.ts';
import type { WorkspaceState } from '../../../../model/workspace.ts';
import { useWords } from '../../../i18n/language.ts';
import { type Edit, withEdit } from '../mapping/edits.ts';
import { ColumnsPanel } from './columns-panel.tsx';
import { type DeskFile, draftOf, lacksColumns, mappingOf, type TableDraft } from './desk.ts';
import styles from './import.module.css';
import { Lacking } from './lacking.tsx';
import panelStyles from './panels.module.css';
import { Questions } from './questions.tsx';
import { ReadingPanel } from './reading-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { WhatItIs } from './what-it-is.tsx';
import { WordsPanel } from './words-panel.tsx';

export type TableViewProps = {
  workspace: WorkspaceState;
  file: DeskFile;
  table: InspectedTable;
  /** It is being looked at again under what was just said. */
  isReading: boolean;
  onSay: (change: Partial<TableDraft>) => void;
};

const panels = ['columns', 'words', 'rules', 'reading'] as const;
type Panel = (typeof panels)[number];

/** One table of a file: what it is, what has to be known, and, on demand, where each column goes. */
export const TableView = ({ workspace, file, table, isReading, onSay }: TableViewProps) => {
  const { t, say, format } = useWords();
  // Where columns have to be chosen, they are what the person came for.
  const [open, setOpen] = useState<Panel | null>(lacksColumns(table) ? 'columns' : null);
  const draft = draftOf(file, table.part);
  const edit = (one: Edit) => onSay({ edits: withEdit(draft.edits, one) });
  const mapping = mappingOf(table, draft);
  // A question that stands on the page says itself what is taken where nobody answers it.
  const notes = table.notes.filter((note) => !table.questions.some(({ text }) => note.ru.startsWith(text.ru)));
  const counts: Record<Panel, number> = {
    columns: table.columns.length,
    words: table.words.length,
    rules: mapping?.leaveOut.length ?? 0,
    reading: 0,
  };
  const shown = panels.filter(
    (panel) => panel === 'reading' || (mapping !== null && (panel !== 'words' || counts.words > 0)),
  );
  const contents: Record<Panel, () => ReactNode> = {
    columns: () => mapping && <ColumnsPanel table={table} mapping={mapping} onEdit={edit} />,
    words: () => <WordsPanel table={table} onEdit={edit} />,
    rules: () => mapping && <RulesPanel table={table} mapping={mapping} onEdit={edit} />,
    reading: () => <ReadingPanel workspace={workspace} table={table} draft={draft} onSay={onSay} />,
  };
  return (
    <div className={styles.tableView} data-reading={isReading || undefined}>
      <WhatItIs table={table} draft={draft} onSay={onSay} />
      {/* Once it is said what the rows are, what they lack is said below. */}
      {table.problem && !mapping && <p className={styles.problem}>{say(table.problem.text)}</p>}
      {table.doubt && <p className={styles.problem}>{say(table.doubt)}</p>}
      {mapping && <Lacking mapping={mapping} />}
      <Questions
        questions={table.questions}
        onAnswer={(id, answer) => onSay({ answers: { ...draft.answers, [id]: answer } })}
      />
      {notes.length > 0 && (
        <details className={styles.details}>
          <summary>{t('importing.questions.notes')}</summary>
          <ul>
            {notes.map((note) => (
              <li key={note.en}>{say(note)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className={styles.doors}>
        {shown.map((panel) => (
          <button
            type="button"
            key={panel}
            className={styles.door}
            aria-expanded={open === panel}
            onClick={() => setOpen(open === panel ? null : panel)}
          >
            {t(`importing.panels.${panel}`)}
            {counts[panel] > 0 && <span className={styles.faint}>{format.count(counts[panel])}</span>}
            <IconChevronDown size={14} className={styles.chevron} data-open={open === panel || undefined} aria-hidden />
          </button>
        ))}
      </div>
      {open && shown.includes(open) && <div className={panelStyles.panel}>{contents[open]()}</div>}
    </div>
  );
};
