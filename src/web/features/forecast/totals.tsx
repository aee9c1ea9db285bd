import { type CltvForecast, leavesUnseen } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { BigNumber } from '../../kit/big-number.tsx';
import { Card } from '../../kit/card.tsx';
import type { ForecastKind } from './use-forecast.ts';

/** Who is still there, and what all of them together will buy and bring. */
export const Totals = ({ found, kind }: { found: CltvForecast; kind: ForecastKind }) => {
  const { t, format } = useWords();
  const words = kind === 'contracts' ? 'forecast.contracts' : 'forecast.totals';
  const { total, currency } = found;
  if (!total) return null;
  const { customers, p_alive: alive, expected_orders: orders, expected_value: value, discounted_value: today } = total;
  const untold = found.fits.find(({ spend }) => spend.reason && spend.reason !== 'ridge')?.spend.reason;
  const why = untold ? t(`reasons.${untold}.short`) : undefined;
  return (
    <div className={answer.cards}>
      <Card>
        <BigNumber label={t(`${words}.bought`)} value={format.count(customers)}>
          {t(`${words}.boughtHint`)}
        </BigNumber>
      </Card>
      <Card>
        <BigNumber
          label={t(`${words}.alive`)}
          value={alive === null ? null : format.count(Math.round(alive * customers))}
        >
          {alive === null
            ? t(found.fits.some(leavesUnseen) ? 'forecast.totals.aliveUnseen' : 'forecast.totals.aliveByRule')
            : t('forecast.totals.aliveHint', { value: format.ratio(alive) })}
        </BigNumber>
      </Card>
      <Card>
        <BigNumber label={t(`${words}.orders`)} value={format.count(Math.round(orders))}>
          {t('forecast.totals.ordersHint', { value: found.horizon })}
        </BigNumber>
      </Card>
      <Card>
        <BigNumber
          label={t(`${words}.value`)}
          value={value === null ? null : format.money(value, currency)}
          full={value === null ? undefined : format.moneyFull(value, currency)}
          reason={why}
        >
          {value !== null && total.interval && (
            <>
              {t('forecast.totals.bounds', {
                list: total.interval.map((bound) => format.money(bound, currency)).join(' … '),
              })}
              <br />
            </>
          )}
          {today !== null && t('forecast.totals.valueHint', { value: format.money(today, currency) })}
        </BigNumber>
      </Card>
    </div>
  );
};
