import { listed } from '../layouts/plan.ts';
import { seenColumns, seenWords } from '../layouts/seen.ts';
import type { InspectedFile, InspectedTable, TableChoice } from '../model/importing.ts';
import { Problem, type ProblemBody } from '../model/problem.ts';
import { type Memory, planOf, tablesOf } from '../store/warehouse/import/import-file.ts';
import type { TableOpener } from '../store/warehouse/import/tables/table.ts';
import type { WaitingFile } from './uploads.ts';

/** How files are looked at: what is remembered of their sources, in which currency amounts are by themselves. */
export type Looking = { memory: Memory; currency: string; source: string | undefined };

type File = WaitingFile & { tables?: readonly TableChoice[] };

const problemOf = (error: unknown): ProblemBody => {
  if (error instanceof Problem) return error.body;
  throw error;
};

const inspectTable = async (looking: Looking, file: File, opener: TableOpener): Promise<InspectedTable> => {
  const { look } = opener;
  const seen = {
    part: look.part,
    format: look.format,
    encoding: look.encoding ?? null,
    delimiter: look.delimiter ?? null,
    headerLine: look.headerLine,
    preface: look.preface,
    ...(look.doubt ? { doubt: look.doubt } : {}),
  };
  try {
    const plan = await planOf(
      {
        memory: looking.memory,
        fileName: file.name,
        currency: looking.currency,
        ...(looking.source ? { source: looking.source } : {}),
        ...(file.tables ? { tables: file.tables } : {}),
      },
      opener,
    );
    return {
      ...seen,
      layout: plan.layout && listed(plan.layout),
      sureness: plan.sureness,
      alternatives: plan.alternatives.map(({ id, name }) => ({ id, name })),
      remembered: plan.remembered,
      source: plan.source,
      mapping: plan.mapping,
      columns: seenColumns(look, plan.mapping, plan.layout),
      words: seenWords(look, plan.mapping),
      questions: plan.questions,
      notes: plan.notes,
    };
  } catch (error) {
    return {
      ...seen,
      layout: null,
      sureness: 'unsure',
      alternatives: [],
      remembered: false,
      source: looking.source ?? '',
      mapping: null,
      columns: seenColumns(look, null, null),
      words: [],
      questions: [],
      notes: [],
      problem: problemOf(error),
    };
  }
};

/** What files are, by a bounded part of each: their tables, how sure, how their columns become facts, and what is to be asked. */
export const inspectFiles = async (looking: Looking, files: readonly File[]): Promise<InspectedFile[]> => {
  const inspected: InspectedFile[] = [];
  for (const file of files) {
    const { upload, name, bytes } = file;
    try {
      const openers = await tablesOf({
        path: file.path,
        fileName: name,
        ...(file.tables ? { tables: file.tables } : {}),
      });
      const tables: InspectedTable[] = [];
      for (const opener of openers) tables.push(await inspectTable(looking, file, opener));
      inspected.push({ upload, file: name, bytes, tables });
    } catch (error) {
      inspected.push({ upload, file: name, bytes, tables: [], problem: problemOf(error) });
    }
  }
  return inspected;
};
