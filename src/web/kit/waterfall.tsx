import { type Ref, useId } from 'react';
import { rangesOf, type Step } from './waterfall-ranges.ts';

type Props = {
  steps: readonly Step[];
  label: string;
  width: number;
  height: number;
  /** Without names and values: only the shape. */
  bare?: boolean;
  ref?: Ref<SVGSVGElement>;
};

/** From one level to another through the changes between them. */
export const Waterfall = ({ steps, label, width, height, bare = false, ref }: Props) => {
  const id = useId();
  const ranges = rangesOf(steps);
  const ends = ranges.flatMap(({ from, to }) => [from, to]);
  const high = Math.max(0, ...ends);
  const low = Math.min(0, ...ends);
  const top = bare ? 2 : 24;
  const bottom = bare ? 2 : 40;
  const y = (value: number): number => top + ((high - value) * (height - top - bottom)) / (high - low || 1);
  const slot = width / Math.max(1, steps.length);
  const bar = Math.min(slot * 0.62, 84);
  return (
    <svg
      ref={ref}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={id}
      fontFamily="Onest Variable, Onest, sans-serif"
    >
      <title id={id}>{label}</title>
      {!bare && <line x1={0} x2={width} y1={y(0)} y2={y(0)} stroke="var(--line-strong)" />}
      {steps.map((step, at) => {
        const range = ranges[at] ?? { from: 0, to: 0 };
        const left = at * slot + (slot - bar) / 2;
        const above = Math.min(y(range.from), y(range.to));
        const tall = Math.max(bare ? 2 : 1.5, Math.abs(y(range.from) - y(range.to)));
        return (
          <g key={step.id}>
            {at < steps.length - 1 && (
              <line
                x1={left + bar}
                x2={left + slot}
                y1={y(range.to)}
                y2={y(range.to)}
                stroke="var(--line-strong)"
                strokeDasharray={bare ? '1 2' : '3 3'}
              />
            )}
            <rect x={left} y={above} width={bar} height={tall} rx={bare ? 1.5 : 3} fill={step.color} />
            {!bare && (
              <>
                <text
                  x={left + bar / 2}
                  y={above - 7}
                  textAnchor="middle"
                  fontSize={12}
                  fontWeight={620}
                  fill="var(--ink)"
                >
                  {step.text}
                </text>
                <Words text={step.label} x={left + bar / 2} y={height - 24} width={slot} />
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
};

/** A name under a bar, in two lines where it does not fit one. */
const Words = ({ text, x, y, width }: { text: string; x: number; y: number; width: number }) => {
  const room = Math.floor((width - 6) / 6.2);
  const words = text.split(' ');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return (
    <text textAnchor="middle" fontSize={11.5} fill="var(--ink-soft)">
      {lines.slice(0, 2).map((line, at) => (
        <tspan key={line} x={x} y={y + at * 14}>
          {line}
        </tspan>
      ))}
    </text>
  );
};
