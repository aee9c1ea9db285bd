import type { ComponentProps, ReactNode } from 'react';
import css from './choices.module.css';
import { Pick as PickOne } from './pick.tsx';

/** What is asked, as a row of choices above the answer. */
export const ChoiceRow = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset className={css.choices} aria-label={label}>
    {children}
  </fieldset>
);

type ChoiceProps = Pick<ComponentProps<typeof PickOne>, 'label' | 'value' | 'options' | 'onChange'>;

/** One choice under its name. */
export const Choice = (props: ChoiceProps) => (
  <div className={css.choice}>
    <span aria-hidden>{props.label}</span>
    <PickOne {...props} />
  </div>
);
