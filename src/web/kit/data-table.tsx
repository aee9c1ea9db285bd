import {
  type ColumnDef,
  getCoreRowModel,
  getSortedRowModel,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useWords } from '../i18n/language.ts';
import css from './data-table.module.css';
import { useWidth } from './use-width.ts';

export type Column<Row> = {
  id: string;
  header: string;
  /** What is shown. */
  cell: (row: Row) => ReactNode;
  /** What is sorted by, where the table sorts itself. */
  sortBy?: ((row: Row) => string | number | null) | undefined;
  /** The caller sorts (`sort`, `onSort`). */
  isSortable?: boolean | undefined;
  align?: 'start' | 'end' | undefined;
  /** Least width in px; what is left of the room is shared by `grow`. */
  width: number;
  grow?: number | undefined;
  /** Long texts take two lines before they are cut. */
  isWrapped?: boolean | undefined;
};

export type Sort = { id: string; descending: boolean };

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, at: number) => string;
  /** How many there are in all, where not all are loaded yet. */
  total?: number | undefined;
  onOpen?: ((row: Row) => void) | undefined;
  /** Given: the caller sorts. Absent: the table sorts the rows it has. */
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  initialSort?: Sort | undefined;
  /** Called when the end of the loaded rows comes near. */
  onNearEnd?: (() => void) | undefined;
  /** CSS height of the scrolled part at most; 'none' lets the table be as long as it is (few rows). */
  maxHeight?: string | undefined;
  rowHeight?: number | undefined;
  /** Where the table was left: the name its place is kept under, and how far down it was in px. */
  kept?: { name: string; offset: number } | undefined;
  empty?: ReactNode;
  isLoading?: boolean | undefined;
};

/** A table of any length: only the rows in sight are drawn, the header stays, arrows move between rows and Enter opens one. */
export const DataTable = <Row,>(props: Props<Row>) => {
  const { columns, rows, rowKey, onOpen, onNearEnd, maxHeight = '60vh', rowHeight = 40 } = props;
  const { t } = useWords();
  const [box, boxWidth] = useWidth<HTMLElement>();
  const [active, setActive] = useState(0);
  const { table, sort, press } = useSorting(props);
  const modelRows = table.getRowModel().rows;
  const isShort = maxHeight === 'none';
  const virtual = useVirtualizer({
    count: modelRows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: isShort ? modelRows.length : 10,
    initialRect: { width: 800, height: 600 },
    initialOffset: props.kept?.offset ?? 0,
  });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onNearEnd && rows.length > 0 && lastSeen >= rows.length - 20) onNearEnd();
  }, [lastSeen, rows.length, onNearEnd]);

  const move = (event: KeyboardEvent, at: number): void => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 12,
      PageUp: -12,
      Home: -1e9,
      End: 1e9,
    };
    const row = modelRows[at];
    if (event.key === 'Enter' && onOpen && row && event.target === event.currentTarget) {
      event.preventDefault();
      onOpen(row.original);
      return;
    }
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(modelRows.length - 1, at + step));
    setActive(next);
    if (!isShort) virtual.scrollToIndex(next);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus({ preventScroll: !isShort }),
    );
  };

  const before = isShort ? 0 : (items[0]?.start ?? 0);
  const after = isShort ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const shown = isShort ? modelRows.map((_, index) => index) : items.map((item) => item.index);
  const grow = columns.reduce((sum, column) => sum + (column.grow ?? 0), 0);
  const least = columns.reduce((sum, column) => sum + column.width, 0);
  const room = Math.max(0, boxWidth - least);

  return (
    <section
      ref={box}
      className={css.box}
      data-scroll-restoration-id={props.kept?.name}
      style={{ maxHeight: isShort ? undefined : maxHeight }}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
    >
      <table
        className={css.table}
        style={{ minWidth: least }}
        aria-rowcount={(props.total ?? modelRows.length) + 1}
        aria-busy={props.isLoading}
      >
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.id}
              style={{
                // In px: browsers take a `calc()` with a share of the table for «auto».
                width: column.width + (column.grow ? (room * column.grow) / grow : 0),
              }}
            />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => {
              const isSorted = sort?.id === column.id;
              const canSort = column.sortBy !== undefined || column.isSortable;
              return (
                <th
                  key={column.id}
                  scope="col"
                  data-align={column.align ?? 'start'}
                  aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
                >
                  {canSort ? (
                    <button
                      type="button"
                      onClick={() => press(column.id)}
                      title={t('shell.table.sort', { column: column.header })}
                    >
                      {column.header}
                      <span aria-hidden className={css.arrow}>
                        {isSorted ? (sort.descending ? '↓' : '↑') : ''}
                      </span>
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {shown.map((index) => {
            const row = modelRows[index];
            if (!row) return null;
            return (
              <tr
                key={rowKey(row.original, row.index)}
                data-row={index}
                data-opens={onOpen !== undefined}
                aria-rowindex={index + 2}
                tabIndex={onOpen ? (index === active ? 0 : -1) : undefined}
                style={{ height: rowHeight }}
                onFocus={() => setActive(index)}
                onKeyDown={onOpen ? (event) => move(event, index) : undefined}
                onClick={onOpen ? () => onOpen(row.original) : undefined}
              >
                {columns.map((column) => (
                  <td key={column.id} data-align={column.align ?? 'start'}>
                    {column.isWrapped ? (
                      <div className={css.wrapped}>{column.cell(row.original)}</div>
                    ) : (
                      column.cell(row.original)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
      {modelRows.length === 0 && !props.isLoading && (
        <div className={css.empty}>{props.empty ?? t('shell.table.empty')}</div>
      )}
      {props.isLoading && <div className={css.empty}>{t('shell.state.loading')}</div>}
    </section>
  );
};

const unsorted: SortingState = [];

const useSorting = <Row,>({ columns, rows, sort, onSort, initialSort }: Props<Row>) => {
  const [own, setOwn] = useState<SortingState>(
    initialSort ? [{ id: initialSort.id, desc: initialSort.descending }] : [],
  );
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<Row> => ({
          id: column.id,
          accessorFn: column.sortBy ?? (() => null),
          cell: (context) => column.cell(context.row.original),
          sortUndefined: 'last',
          sortingFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
        }),
      ),
    [columns],
  );
  const table = useReactTable<Row>({
    data: rows as Row[],
    columns: definitions,
    state: { sorting: onSort ? unsorted : own },
    // Without pages there is nothing to set back; set back it would draw, change and draw again without end.
    autoResetPageIndex: false,
    onSortingChange: setOwn,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const current: Sort | undefined = onSort ? sort : own[0] && { id: own[0].id, descending: own[0].desc };
  const press = (id: string): void => {
    const next: Sort = { id, descending: current?.id === id ? !current.descending : true };
    if (onSort) onSort(next);
    else setOwn([{ id, desc: next.descending }]);
  };
  return { table, sort: current, press };
};

const compare = (a: unknown, b: unknown): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
};
