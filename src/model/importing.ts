import { z } from 'zod';
import { FactKind } from './facts.ts';
import { Mapping } from './mapping.ts';
import { ProblemBody, Sentence } from './problem.ts';

/**
 * How sure it is what a file is: every column that tells its layout apart is there · half of them are · only the needed ones, or matched
 * freely by names and contents · a person said it.
 */
export const Sureness = z.enum(['sure', 'likely', 'unsure', 'told']);
export type Sureness = z.infer<typeof Sureness>;

/** A way files look that is recognised by itself. */
export const ListedLayout = z.object({
  id: z.string(),
  name: Sentence,
  /** Where in the program the file comes from. */
  export: Sentence,
  kinds: z.array(FactKind),
  /** How well the layout is known: seen in public files, documented by the vendor, put together from descriptions. */
  known: z.enum(['seen', 'documented', 'described']),
  references: z.array(z.string()),
  /** There is an empty file of it to fill in. */
  template: z.boolean().optional(),
});
export type ListedLayout = z.infer<typeof ListedLayout>;

/** Something about a file only a person knows. Without `byDefault` it must be answered before anything is written. */
export const Question = z.object({
  id: z.string(),
  text: Sentence,
  why: Sentence,
  answers: z.array(z.object({ value: z.string(), text: Sentence })),
  byDefault: z.string().nullable(),
  answer: z.string().nullable(),
});
export type Question = z.infer<typeof Question>;

/** How the bytes of one table are to be read where that is not left to recognition. */
export const TableReading = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'cp866', 'koi8-r', 'windows-1252']).optional(),
  delimiter: z.string().length(1).optional(),
  headerLine: z.number().int().min(1).optional(),
});
export type TableReading = z.infer<typeof TableReading>;

/** What a person says of one table of a file; what is not said is recognised, or as the source's last import had it. */
export const TableChoice = z.object({
  /** Sheet of a workbook, member of an archive; '' where the file is one table. */
  part: z.string().default(''),
  /** Left out of the import altogether. */
  skip: z.boolean().default(false),
  /** A layout's id, `canonical`, or `free`: columns matched by names and contents. */
  layout: z.string().optional(),
  /** What the rows are, where columns are matched freely or are canonical. */
  as: FactKind.optional(),
  reading: TableReading.optional(),
  answers: z.record(z.string(), z.string()).default({}),
  mapping: Mapping.optional(),
});
export type TableChoice = z.infer<typeof TableChoice>;

export const FileChoice = z.object({ upload: z.string(), tables: z.array(TableChoice).default([]) });
export type FileChoice = z.infer<typeof FileChoice>;

/** A column of a file as it was seen in its first rows and some further on. */
export const SeenColumn = z.object({
  name: z.string(),
  /** Up to five different filled cells. */
  samples: z.array(z.string()),
  /** Share of the seen rows that fill it. */
  filled: z.number(),
  looksLike: z.enum(['empty', 'text', 'number', 'date', 'email', 'phone', 'tax_id']),
  personal: z.enum(['name', 'email', 'phone', 'address', 'id']).nullable(),
  /** Columns of facts it takes part in; none: kept as an attribute. */
  goesTo: z.array(z.object({ kind: FactKind, column: z.string() })),
});
export type SeenColumn = z.infer<typeof SeenColumn>;

/** A column of facts whose words are translated from the file's: stages to outcomes, expense items to cost classes. */
export const SeenWords = z.object({
  kind: FactKind,
  column: z.string(),
  /** The file's column. */
  from: z.string(),
  words: z.array(z.object({ word: z.string(), rows: z.number(), gives: z.string() })),
  /** What can be given, where that is a closed list. */
  allowed: z.array(z.string()).nullable(),
});
export type SeenWords = z.infer<typeof SeenWords>;

/** One table of a file, recognised: what it is, how sure, how its columns become facts, and what is to be asked. */
export const InspectedTable = z.object({
  part: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  headerLine: z.number(),
  preface: z.array(z.string()),
  layout: ListedLayout.nullable(),
  sureness: Sureness,
  /** Other layouts it could be. */
  alternatives: z.array(ListedLayout.pick({ id: true, name: true })),
  /** Whether answers and mapping are those of the source's last import of this layout. */
  remembered: z.boolean(),
  /** What the import's source is called: as asked, else the layout's own name. */
  source: z.string(),
  mapping: Mapping.nullable(),
  columns: z.array(SeenColumn),
  words: z.array(SeenWords),
  questions: z.array(Question),
  /** What was taken for granted, each a sentence. */
  notes: z.array(Sentence),
  /** Why its columns may not stand under their own names. */
  doubt: Sentence.optional(),
  problem: ProblemBody.optional(),
});
export type InspectedTable = z.infer<typeof InspectedTable>;

export const InspectedFile = z.object({
  upload: z.string(),
  file: z.string(),
  bytes: z.number(),
  tables: z.array(InspectedTable),
  problem: ProblemBody.optional(),
});
export type InspectedFile = z.infer<typeof InspectedFile>;

/** The first rows of one kind as they will be. */
export const PreviewedRows = z.object({
  kind: FactKind,
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
export type PreviewedRows = z.infer<typeof PreviewedRows>;

/** Rows refused for one reason in one column: how many, and the first of them. */
export const RefusedRows = z.object({
  reason: z.string(),
  column: z.string(),
  text: Sentence,
  rows: z.number(),
  lines: z.array(z.number()),
});
export type RefusedRows = z.infer<typeof RefusedRows>;

/** What a dry run shows before anything is written. */
export const Preview = z.object({
  first: z.array(PreviewedRows),
  refused: z.array(RefusedRows),
  /** Questions that could not be answered before and can be after this import. */
  unlocks: z.array(Sentence),
});
export type Preview = z.infer<typeof Preview>;
