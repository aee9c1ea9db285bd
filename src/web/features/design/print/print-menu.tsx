import { IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { useWords } from '../../../i18n/language.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import pick from '../../../kit/pick.module.css';
import type { Drawn } from './draw.ts';

const PrintForm = lazy(async () => ({ default: (await import('./print-form.tsx')).PrintForm }));

/** Takes the design along: on paper, as a picture, as tables, as a process for other programs. `first` is what is offered first. */
export const PrintMenu = ({ blueprint, isSaved, first }: { blueprint: Blueprint; isSaved: boolean; first: Drawn }) => {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  // The page around may follow every edit; a dialog nobody asked for has no part in that.
  const [wasOpen, setWasOpen] = useState(false);
  // It is there before it opens, so that it knows where the focus was and gives it back.
  useEffect(() => setOpen(wasOpen), [wasOpen]);
  const open = (): void => (wasOpen ? setOpen(true) : setWasOpen(true));
  return (
    <>
      <button type="button" className={pick.pick} onClick={open}>
        <IconPrinter size={15} aria-hidden />
        <span>{t('design.print.open')}</span>
      </button>
      {wasOpen && (
        <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t('design.print.title')}>
          <Suspense fallback={null}>
            <PrintForm key={JSON.stringify(first)} blueprint={blueprint} isSaved={isSaved} first={first} />
          </Suspense>
        </Dialog>
      )}
    </>
  );
};
