import { memo, useEffect, useRef } from 'react';
import { type Mark, markName } from '../../../../analysis/blueprint/compare-journey.ts';
import { collectionNamesInWords } from '../../../../analysis/blueprint/names.ts';
import type { Difference } from '../../../../model/blueprint/versions.ts';
import { useWords } from '../../../i18n/language.ts';
import css from './compare.module.css';

export const marksInOrder: readonly Mark[] = ['added', 'changed', 'removed'];
export const signOf: Record<Mark, string> = { added: '+', changed: '≠', removed: '−' };

type Props = {
  differences: readonly Difference[];
  chosen: string | null;
  onChoose: (name: string) => void;
};

/** What differs, as the canvas is read; each leads to where it stands. */
export const DifferenceList = memo(({ differences, chosen, onChoose }: Props) => (
  <ol className={css.list}>
    {differences.map((difference) => {
      const name = markName(difference);
      return <Row key={name} name={name} difference={difference} isChosen={name === chosen} onChoose={onChoose} />;
    })}
  </ol>
));

type RowProps = { name: string; difference: Difference; isChosen: boolean; onChoose: (name: string) => void };

const Row = memo(({ name, difference, isChosen, onChoose }: RowProps) => {
  const { t, say } = useWords();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const { collection, kind, fields } = difference;
  return (
    <li ref={row} className={css.difference} data-chosen={isChosen}>
      <button type="button" aria-pressed={isChosen} onClick={() => onChoose(name)}>
        <i className={css.sign} data-mark={kind} aria-hidden>
          {signOf[kind]}
        </i>
        <span>
          <small>
            {say(collectionNamesInWords[collection])} · {t(`design.versions.kinds.${kind}`)}
          </small>
          {say(difference.name)}
        </span>
      </button>
      {kind === 'changed' && fields.length > 0 && (
        <dl className={css.fields}>
          {fields.map(({ field, name: called, before, after }) => (
            <div key={field}>
              <dt>{say(called)}</dt>
              <dd>
                <del>{say(before)}</del> <ins>{say(after)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
});
