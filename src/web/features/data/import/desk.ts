import type { FactKind } from '../../../../model/facts.ts';
import type {
  FileChoice,
  InspectedFile,
  InspectedTable,
  TableChoice,
  TableReading,
} from '../../../../model/importing.ts';
import { Mapping } from '../../../../model/mapping.ts';
import { type Edit, edited, lackingOf } from '../mapping/edits.ts';

/** What a person said of one table of a file so far; what is not said is recognised. */
export type TableDraft = {
  skip?: boolean;
  layout?: string;
  as?: FactKind;
  reading?: TableReading;
  answers: Readonly<Record<string, string>>;
  edits: readonly Edit[];
};

export const untouched: TableDraft = { answers: {}, edits: [] };

/** A file on the desk: on its way to the server, being looked at, or read. */
export type DeskFile = {
  key: string;
  name: string;
  bytes: number;
  state: 'waiting' | 'sending' | 'reading' | 'read' | 'failed';
  /** How much of it has been sent, 0…1. */
  share: number;
  upload: string | null;
  seen: InspectedFile | null;
  /** By the table's part. */
  drafts: Readonly<Record<string, TableDraft>>;
  error: unknown;
};

export const newFile = (key: string, name: string, bytes: number): DeskFile => ({
  key,
  name,
  bytes,
  state: 'waiting',
  share: 0,
  upload: null,
  seen: null,
  drafts: {},
  error: null,
});

export const draftOf = (file: DeskFile, part: string): TableDraft => file.drafts[part] ?? untouched;

/** Questions of a table that must be answered and are not. */
export const openQuestions = (table: InspectedTable): InspectedTable['questions'] =>
  table.questions.filter(({ byDefault, answer }) => byDefault === null && answer === null);

/** Whether nothing can be made of a table: it has no columns to choose from. */
const isUnreadable = (table: InspectedTable): boolean => table.problem !== undefined && table.columns.length === 0;

/** Whether it is not known yet which columns give what its rows can't do without. */
export const lacksColumns = ({ mapping }: InspectedTable): boolean =>
  mapping === null || mapping.outputs.some((output) => lackingOf(output).length > 0);

/** Whether a table is left out: as was said; by itself where it can't be read and another table of the file can. */
export const isSkipped = (file: DeskFile, table: InspectedTable): boolean =>
  draftOf(file, table.part).skip ??
  (table.problem !== undefined && (file.seen?.tables ?? []).some(({ problem }) => problem === undefined));

const takenTables = (file: DeskFile): InspectedTable[] =>
  (file.seen?.tables ?? []).filter((table) => !isSkipped(file, table));

/** busy: not known yet · refused: can't be taken as it is · asks: needs an answer first · left_out: all its tables are · ready. */
export type Standing = 'busy' | 'refused' | 'asks' | 'left_out' | 'ready';

export const standingOf = (file: DeskFile): Standing => {
  if (file.state === 'failed' || file.seen?.problem) return 'refused';
  if (file.state !== 'read' || !file.seen) return 'busy';
  if (file.seen.tables.length === 0) return 'refused';
  const taken = takenTables(file);
  if (taken.length === 0) return 'left_out';
  if (taken.some(isUnreadable)) return 'refused';
  return taken.some((table) => openQuestions(table).length > 0 || lacksColumns(table)) ? 'asks' : 'ready';
};

/** Whether a person should look at the file before it is taken, though it could be. */
export const isUnsure = (file: DeskFile): boolean => takenTables(file).some(({ sureness }) => sureness === 'unsure');

/** What is said of a file to the server. Mappings are sent only where a person changed something in them. */
export const choiceOf = (file: DeskFile): FileChoice => ({
  upload: file.upload ?? '',
  tables: (file.seen?.tables ?? []).map((table) =>
    tableChoice(table, draftOf(file, table.part), isSkipped(file, table)),
  ),
});

const tableChoice = (table: InspectedTable, draft: TableDraft, skip: boolean): TableChoice => ({
  ...recognisedAs(table.part, draft, skip),
  ...(draft.edits.length > 0 && table.mapping ? { mapping: table.mapping } : {}),
});

const recognisedAs = (part: string, draft: TableDraft, skip: boolean): TableChoice => ({
  part,
  skip,
  answers: { ...draft.answers },
  ...(draft.layout ? { layout: draft.layout } : {}),
  ...(draft.as ? { as: draft.as } : {}),
  ...(draft.reading && Object.keys(draft.reading).length > 0 ? { reading: draft.reading } : {}),
});

/** What is asked first when a file is looked at again: everything said but the changes to the mapping, which come over what is recognised. */
export const choiceBeforeEdits = (file: DeskFile): FileChoice => ({
  upload: file.upload ?? '',
  tables: Object.entries(file.drafts).map(([part, draft]) => recognisedAs(part, draft, false)),
});

/** The mapping of a table; where nobody knows one, an empty one of the kind that was said, to be filled by hand. */
export const mappingOf = (table: InspectedTable, { as }: TableDraft): Mapping | null =>
  table.mapping ?? (as ? Mapping.parse({ layout: 'free', outputs: [{ kind: as, columns: {} }] }) : null);

/** What is asked then, where mappings were changed; null where none was. */
export const choiceWithEdits = (file: DeskFile, recognised: InspectedFile): FileChoice | null => {
  const changed = recognised.tables.flatMap((table) => {
    const draft = draftOf(file, table.part);
    const mapping = draft.edits.length > 0 ? mappingOf(table, draft) : null;
    return mapping ? [{ part: table.part, mapping }] : [];
  });
  if (changed.length === 0) return null;
  const before = choiceBeforeEdits(file);
  return {
    ...before,
    tables: before.tables.map((choice) => {
      const mapping = changed.find(({ part }) => part === choice.part)?.mapping;
      return mapping ? { ...choice, mapping: edited(mapping, draftOf(file, choice.part).edits) } : choice;
    }),
  };
};

/** Another layout or another way of reading makes other columns: what was changed in the old ones goes. */
export const withChange = (draft: TableDraft, change: Partial<TableDraft>): TableDraft => {
  const startsAnew = 'layout' in change || 'as' in change || 'reading' in change;
  return { ...draft, ...(startsAnew ? { edits: [] } : {}), ...change };
};
