import { rangesOf, type Step } from './waterfall-ranges.ts';
import css from './waterfall-rows.module.css';

type Props<One extends Step> = {
  steps: readonly One[];
  /** What pressing a line does, said to a screen reader after its name and value. */
  hint: string;
  onOpen: (step: One) => void;
};

/** The same as the waterfall, laid on its side for a narrow screen: a line a step, each a door. */
export const WaterfallRows = <One extends Step>({ steps, hint, onOpen }: Props<One>) => {
  const ranges = rangesOf(steps);
  const ends = ranges.flatMap(({ from, to }) => [from, to]);
  const low = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - low || 1;
  const share = (value: number): string => `${((value - low) / span) * 100}%`;
  return (
    <ol className={css.rows}>
      {steps.map((step, at) => {
        const { from, to } = ranges[at] ?? { from: 0, to: 0 };
        return (
          <li key={step.id}>
            <button type="button" onClick={() => onOpen(step)}>
              <span>{step.label}</span>
              <span className="visually-hidden">: </span>
              <i>
                <i
                  style={{
                    left: share(Math.min(from, to)),
                    width: `${(Math.abs(to - from) / span) * 100}%`,
                    background: step.color,
                  }}
                />
              </i>
              <b>{step.text}</b>
              <span className="visually-hidden">. {hint}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
};
