import { useWords } from '../i18n/language.ts';
import { Failure } from '../kit/failure.tsx';

/** A page that could not be drawn, or whose code could not be fetched: said plainly, with another try. */
export const Broken = () => {
  const { t } = useWords();
  return (
    <main>
      <h1 className="visually-hidden">{t('shell.product')}</h1>
      <Failure onRetry={() => window.location.reload()} />
    </main>
  );
};
