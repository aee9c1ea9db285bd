import { IconBulb } from '@tabler/icons-react';
import { useWords } from '../../i18n/language.ts';
import css from './method-help.module.css';

export type MethodPart =
  | 'inputs'
  | 'offer'
  | 'journeys'
  | 'stages'
  | 'rules'
  | 'organisation'
  | 'responsibility'
  | 'people'
  | 'needed'
  | 'versions';

const parts = ['says', 'why', 'how', 'example', 'ours'] as const;

/** What a part of the design is in the method, why it comes now, how it is filled in, and one filled in; folded until it is asked for. */
export const MethodHelp = ({ part }: { part: MethodPart }) => {
  const { t } = useWords();
  return (
    <details className={css.help}>
      <summary>
        <IconBulb size={16} stroke={1.6} aria-hidden />
        {t('method.summary')}
      </summary>
      <dl>
        {parts.map((name) => (
          <div key={name} data-part={name}>
            <dt>{t(`method.labels.${name}`)}</dt>
            <dd>{t(`method.${part}.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};
