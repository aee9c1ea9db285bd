/**
 * Imports that are mapped, and that go on where a crash cut them short; how the files of a source were read before.
 *
 * `plan` is all it takes to read the file again, `checkpoint` how far its rows are in, `header` the file's columns as it writes them.
 */
export const statements: string[] = [
  `ALTER TABLE imports
  ADD COLUMN part text NOT NULL DEFAULT '',
  ADD COLUMN plan jsonb,
  ADD COLUMN checkpoint jsonb,
  ADD COLUMN header jsonb,
  ADD COLUMN totals bigint NOT NULL DEFAULT 0,
  ADD COLUMN left_out bigint NOT NULL DEFAULT 0,
  DROP CONSTRAINT imports_state_check,
  ADD CONSTRAINT imports_state_check CHECK
    (state IN ('running', 'interrupted', 'published', 'done', 'failed', 'cancelled', 'retracted', 'undone'))`,
  `CREATE TABLE mappings (
  workspace text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  source text NOT NULL,
  layout text NOT NULL,
  signature text NOT NULL,
  answers jsonb NOT NULL,
  mapping jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, source, layout, signature)
)`,
];
