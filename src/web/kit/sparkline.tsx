import { useId } from 'react';

type Props = {
  /** In order of time; null where there is no value, which breaks the line. */
  values: readonly (number | null)[];
  /** Said to a screen reader instead of the picture. */
  label: string;
  width?: number;
  height?: number;
  color?: string;
};

/** A small line of a number over time, without axes. */
export const Sparkline = ({ values, label, width = 120, height = 32, color = 'var(--accent)' }: Props) => {
  const id = useId();
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known, 0);
  const high = Math.max(...known, 0);
  const x = (at: number): number => 3 + (at * (width - 6)) / Math.max(1, values.length - 1);
  const y = (value: number): number =>
    high === low ? height / 2 : height - 3 - ((value - low) * (height - 6)) / (high - low);
  let path = '';
  let isOpen = false;
  for (const [at, value] of values.entries()) {
    if (value === null) isOpen = false;
    else {
      path += `${isOpen ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      isOpen = true;
    }
  }
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
      <title id={id}>{label}</title>
      {low < 0 && <line x1={0} x2={width} y1={y(0)} y2={y(0)} stroke="var(--line-strong)" strokeDasharray="2 3" />}
      <path d={path} fill="none" stroke={color} strokeWidth={1.75} strokeLinejoin="round" strokeLinecap="round" />
      {values.map(
        (value, at) =>
          value !== null &&
          at !== last &&
          (values[at - 1] ?? null) === null &&
          (values[at + 1] ?? null) === null && <circle key={at} cx={x(at)} cy={y(value)} r={2} fill={color} />,
      )}
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r={2.75} fill={color} />
    </svg>
  );
};
