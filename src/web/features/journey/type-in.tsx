import { useEffect, useRef } from 'react';
import css from './canvas.module.css';

type Props = {
  /** What is written at; null while nothing is. */
  place: string | null;
  label: string;
  text: string;
  /** Selects what is there, so that typing replaces it only where a reader wants that. */
  isFresh: boolean;
  style: React.CSSProperties;
  onDone: (text: string, how: 'enter' | 'tab' | 'backTab' | 'blur') => void;
  onLeave: () => void;
};

/**
 * Words typed in place: Enter and Tab keep them, Escape leaves them as they were.
 *
 * The field may stay where nothing is written: browsers need less to show one and set the focus to it than to make it.
 */
export const TypeIn = ({ place, label, text, isFresh, style, onDone, onLeave }: Props) => {
  const ref = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(true);
  useEffect(() => {
    const field = ref.current;
    if (!field || place === null) return;
    isOver.current = false;
    field.value = text;
    field.focus({ preventScroll: true });
    if (isFresh) field.setSelectionRange(text.length, text.length);
    else field.select();
    return () => {
      isOver.current = true;
    };
  }, [place, isFresh, text]);
  const finish = (act: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    act();
  };
  return (
    <textarea
      ref={ref}
      className={css.typeIn}
      style={place === null ? { ...style, visibility: 'hidden' } : style}
      aria-label={label}
      rows={1}
      maxLength={4000}
      onPointerDown={(event) => event.stopPropagation()}
      onBlur={(event) => {
        const { value } = event.currentTarget;
        finish(() => onDone(value, 'blur'));
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        const { value } = event.currentTarget;
        if (event.key === 'Escape') finish(onLeave);
        else if (event.key === 'Enter' && !event.shiftKey) finish(() => onDone(value, 'enter'));
        else if (event.key === 'Tab') finish(() => onDone(value, event.shiftKey ? 'backTab' : 'tab'));
        else return;
        event.preventDefault();
      }}
    />
  );
};
