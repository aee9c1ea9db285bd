import { Menu } from '@mantine/core';
import { type RaciLetter, raciLetters } from '../../../model/blueprint/organisation.ts';
import { useWords } from '../../i18n/language.ts';
import css from './organisation.module.css';

/** One letter of the grid: chosen from a list, or typed while it has the focus (a, r, c, i, x for both, Delete for none). */
export const LetterButton = ({
  letter,
  label,
  onChange,
}: {
  letter: RaciLetter | null;
  label: string;
  onChange: (letter: RaciLetter | null) => void;
}) => {
  const { t } = useWords();
  const typed: Record<string, RaciLetter | null> = {
    a: 'A',
    r: 'R',
    c: 'C',
    i: 'I',
    x: 'AR',
    delete: null,
    backspace: null,
  };
  return (
    <Menu position="bottom" shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={css.letter}
          data-letter={letter ?? ''}
          aria-label={`${label}: ${letter ?? t('design.raci.none')}`}
          onKeyDown={(event) => {
            const key = event.key.toLowerCase();
            if (!Object.hasOwn(typed, key) || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            onChange(typed[key] ?? null);
          }}
        >
          {letter ?? ''}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {raciLetters.map((one) => (
          <Menu.Item key={one} onClick={() => onChange(one)}>
            <b>{one}</b> {t(`design.raci.letters.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onChange(null)}>{t('design.raci.none')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
