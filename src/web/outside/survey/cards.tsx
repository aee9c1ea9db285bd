import { IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { SurveyItem } from '../../../model/audit/survey.ts';
import type { Language } from '../language.tsx';
import type { Draft } from './draft.ts';
import { moved } from './draft.ts';
import css from './survey.module.css';
import type { Words } from './words.ts';

type CardsProps = {
  item: Extract<SurveyItem, { kind: 'cards' }>;
  draft: Draft;
  language: Language;
  words: Words;
  onChange: (draft: Draft) => void;
};

/** Cards to be put in order: dragged by the handle with a finger or a mouse, or moved by buttons; up to some are marked as losses. */
export const Cards = ({ item, draft, language, words, onChange }: CardsProps) => {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [told, tell] = useState('');
  const nameOf = (id: string) => item.cards.find((card) => card.id === id)?.label[language] ?? id;

  const move = (id: string, to: number): void => {
    const order = moved(draft.order, id, to);
    onChange({ ...draft, order, isArranged: true });
    tell(words.moved(nameOf(id), order.indexOf(id) + 1, order.length));
  };
  const follow = ({ clientY }: PointerEvent): void => {
    if (dragged === null || !list.current) return;
    const others = [...list.current.children].filter((card) => (card as HTMLElement).dataset.id !== dragged);
    const above = others.filter((card) => {
      const { top, height } = card.getBoundingClientRect();
      return top + height / 2 < clientY;
    }).length;
    if (above !== draft.order.indexOf(dragged)) move(dragged, above);
    const nearEdge = clientY < 90 ? -12 : clientY > window.innerHeight - 110 ? 12 : 0;
    if (nearEdge !== 0) window.scrollBy(0, nearEdge);
  };
  const follower = useRef(follow);
  useEffect(() => {
    follower.current = follow;
  });
  // The window is listened to: a card that changes its place loses the finger it was taken with.
  useEffect(() => {
    if (dragged === null) return;
    const move = (event: PointerEvent) => follower.current(event);
    const drop = () => setDragged(null);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', drop);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', drop);
    };
  }, [dragged]);
  const mark = (id: string): void => {
    const isMarked = draft.dropOffs.includes(id);
    const dropOffs = isMarked ? draft.dropOffs.filter((each) => each !== id) : [...draft.dropOffs, id];
    if (dropOffs.length <= item.mostDropOffs) onChange({ ...draft, dropOffs, isArranged: true });
  };

  return (
    <>
      <ol ref={list} className={css.cards}>
        {draft.order.map((id, at) => {
          const card = item.cards.find((each) => each.id === id);
          const name = nameOf(id);
          const isMarked = draft.dropOffs.includes(id);
          return (
            <li key={id} data-id={id} data-dragged={dragged === id || undefined} className={css.card}>
              <span
                className={css.handle}
                title={words.drag}
                onPointerDown={(event) => {
                  // Taken by touch, the card keeps the finger to itself unless it is let go.
                  event.currentTarget.releasePointerCapture(event.pointerId);
                  setDragged(id);
                }}
              >
                <IconGripVertical size={20} aria-hidden />
              </span>
              <span className={css.cardText}>
                <b>{name}</b>
                {card?.hint && <span className={css.cardHint}>{card.hint[language]}</span>}
                <label className={css.losing} data-marked={isMarked || undefined}>
                  <input
                    type="checkbox"
                    checked={isMarked}
                    disabled={!isMarked && draft.dropOffs.length >= item.mostDropOffs}
                    aria-label={words.losingOf(name)}
                    onChange={() => mark(id)}
                  />
                  <span aria-hidden>{words.losing}</span>
                </label>
              </span>
              <span className={css.arrows}>
                <button
                  type="button"
                  disabled={at === 0}
                  aria-label={words.moveUp(name)}
                  onClick={() => move(id, at - 1)}
                >
                  <IconChevronUp size={20} aria-hidden />
                </button>
                <button
                  type="button"
                  disabled={at === draft.order.length - 1}
                  aria-label={words.moveDown(name)}
                  onClick={() => move(id, at + 1)}
                >
                  <IconChevronDown size={20} aria-hidden />
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      <p role="status" className="visually-hidden">
        {told}
      </p>
    </>
  );
};
