import { type Attribution, modelNames, thingNames } from '../../../model/attribution.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import css from './attribution.module.css';
import { useChange } from './use-attribution.ts';

/** So many lines are compared; the rest are in the table above and in its file. */
const mostLines = 15;

/** The shares every model gives, side by side: where they agree the choice of model matters little. */
export const ModelsCard = ({ found }: { found: Attribution }) => {
  const { t, say, format } = useWords();
  const change = useChange();
  const known = found.total.conversions - found.unknown.conversions;
  const models = found.models ?? [];
  if (models.length === 0 || known === 0) return null;
  const lines = found.credits.slice(0, mostLines);
  return (
    <Card flush title={t('attribution.models.title')}>
      <p className={css.told}>{t('attribution.models.text')}</p>
      <ScrolledTable className={answer.scroll} label={t('attribution.models.title')}>
        <table className={css.models}>
          <thead>
            <tr>
              <th scope="col">{say(thingNames[found.by])}</th>
              {models.map(({ model }) => (
                <th key={model} scope="col" data-used={model === found.model || undefined}>
                  <button type="button" title={say(modelNames[model].how)} onClick={() => change({ model })}>
                    {say(modelNames[model].name)}
                  </button>
                </th>
              ))}
              <th scope="col">{t('attribution.models.spread')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ channel, name }, at) => {
              const shares = models.map(({ conversions }) => (conversions[at] ?? 0) / known);
              const spread = Math.max(...shares) - Math.min(...shares);
              return (
                <tr key={channel}>
                  <th scope="row">{(name && say(name)) || channel || t('attribution.none')}</th>
                  {models.map(({ model }, column) => (
                    <td
                      key={model}
                      data-used={model === found.model || undefined}
                      style={{ '--share': `${Math.round(100 * Math.min(1, 2 * (shares[column] ?? 0)))}%` } as object}
                    >
                      {format.ratio(shares[column] ?? 0)}
                    </td>
                  ))}
                  <td className={css.spread}>
                    {t('attribution.models.points', { value: format.number(100 * spread) })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrolledTable>
      {found.credits.length > mostLines && (
        <p className={answer.foot}>
          {t('attribution.models.more', { value: format.count(found.credits.length - mostLines) })}
        </p>
      )}
    </Card>
  );
};
