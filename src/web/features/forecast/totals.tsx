import type { CltvForecast } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import { BigNumber } from '../../kit/big-number.tsx';
import { Card } from '../../kit/card.tsx';
import css from './forecast.module.css';

/** Who is still there, and what all of them together will buy and bring. */
export const Totals = ({ found }: { found: CltvForecast }) => {
  const { t, format } = useWords();
  const { by, currency } = found;
  const customers = by.reduce((sum, row) => sum + row.customers, 0);
  const alive = by.reduce((sum, row) => sum + row.p_alive * row.customers, 0);
  const orders = by.reduce((sum, row) => sum + row.expected_orders, 0);
  const total = (of: 'expected_value' | 'discounted_value'): number | null =>
    by.some((row) => row[of] === null) ? null : by.reduce((sum, row) => sum + (row[of] ?? 0), 0);
  const [value, today] = [total('expected_value'), total('discounted_value')];
  const why = found.spend.reason ? t(`reasons.${found.spend.reason}.short`) : undefined;
  return (
    <div className={css.cards}>
      <Card>
        <BigNumber label={t('forecast.totals.bought')} value={format.count(customers)}>
          {t('forecast.totals.boughtHint')}
        </BigNumber>
      </Card>
      <Card>
        <BigNumber label={t('forecast.totals.alive')} value={format.count(Math.round(alive))}>
          {customers > 0 && t('forecast.totals.aliveHint', { value: format.ratio(alive / customers) })}
        </BigNumber>
      </Card>
      <Card>
        <BigNumber label={t('forecast.totals.orders')} value={format.count(Math.round(orders))}>
          {t('forecast.totals.ordersHint', { value: found.horizon })}
        </BigNumber>
      </Card>
      <Card>
        <BigNumber
          label={t('forecast.totals.value')}
          value={value === null ? null : format.money(value, currency)}
          full={value === null ? undefined : format.moneyFull(value, currency)}
          reason={why}
        >
          {today !== null && t('forecast.totals.valueHint', { value: format.money(today, currency) })}
        </BigNumber>
      </Card>
    </div>
  );
};
