/** One line of the verification: what was compared, what it should be and what the product says. */
export type Check = {
  set: string;
  what: string;
  reference: number | string;
  ours: number | string | null;
  tolerance?: number;
  /** The tolerance is a share of the reference however small that is, not of one at least. */
  relative?: boolean;
};

/** Whether ours is the reference, exactly or within the relative tolerance the check states. */
export const holds = (check: Check): boolean => {
  if (check.ours === null) return false;
  if (typeof check.reference === 'string' || typeof check.ours === 'string') return check.reference === check.ours;
  const scale = Math.max(check.relative ? 0 : 1, Math.abs(check.reference));
  return Math.abs(check.ours - check.reference) <= (check.tolerance ?? 1e-9) * scale;
};

const shown = (value: number | string | null): string =>
  value === null ? '—' : typeof value === 'number' ? String(Math.round(value * 1e6) / 1e6) : value;

/** Small differences keep their size: what is 1e-9 off is not the same. */
const shownDifference = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-6 ? value.toExponential(0) : shown(value);

const difference = (check: Check): string =>
  typeof check.reference === 'number' && typeof check.ours === 'number'
    ? shownDifference(check.ours - check.reference)
    : holds(check)
      ? '0'
      : 'differs';

/** The checks as an aligned table for a terminal. */
export const tableOf = (checks: readonly Check[]): string => {
  const head = ['data', 'checked', 'reference', 'ours', 'difference', ''];
  const lines = checks.map((check) => [
    check.set,
    check.what,
    shown(check.reference),
    shown(check.ours),
    difference(check),
    holds(check) ? 'ok' : 'FAILED',
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const numeric = (at: number) => at >= 2 && at <= 4;
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, at) => (numeric(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
