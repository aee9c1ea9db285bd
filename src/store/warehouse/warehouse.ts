/** Anything that can stand for a query parameter: bound by the engine, never pasted into the text. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly SqlValue[]
  | { readonly [key: string]: SqlValue };

export type RunOptions = {
  parameters?: Record<string, SqlValue>;
  /** Engine settings for this statement alone. */
  settings?: Record<string, string | number>;
  signal?: AbortSignal;
  /** Goes before statements that wait for their turn, because others need what it finds. */
  isUrgent?: boolean;
};

/**
 * The engine that holds facts, embedded or on a server: the same ClickHouse SQL goes to either.
 *
 * 64-bit integers come back as JSON numbers where they are safe integers; ask for `toString(x)` where they may not be.
 */
export type Warehouse = {
  /** Which engine answers, for messages and tests: `chdb 26.7` or `clickhouse 26.8 at http://…`. */
  readonly engine: string;
  /** Runs a statement that returns nothing. */
  command(sql: string, options?: RunOptions): Promise<void>;
  /** Runs a query and returns its rows as objects. */
  rows<Row>(sql: string, options?: RunOptions): Promise<Row[]>;
  /** Runs a query and returns its rows as bytes in one of the engine's formats, such as `Native`. */
  bytes(sql: string, format: string, options?: RunOptions): Promise<Uint8Array>;
  /** Runs a query and writes its rows into a new file of this machine, in one of the engine's formats; they never are in memory whole. */
  save(sql: string, format: string, path: string, options?: RunOptions): Promise<void>;
  /** Sends bytes in one of the engine's formats: `sql` ends in `FORMAT CSV` or the like. */
  insert(sql: string, bytes: Uint8Array, options?: RunOptions): Promise<void>;
  close(): Promise<void>;
};
