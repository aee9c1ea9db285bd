import { Link } from '@tanstack/react-router';
import { type Attribution, resultNames, valueNames } from '../../../model/attribution.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { BigNumber } from '../../kit/big-number.tsx';
import { Card } from '../../kit/card.tsx';

/** How many results there are, how much of them is known to have had a touch, and from how many paths that is told. */
export const Totals = ({ found }: { found: Attribution }) => {
  const { t, say, format } = useWords();
  const { total, unknown, paths, currency } = found;
  const share = total.conversions === 0 ? null : unknown.conversions / total.conversions;
  return (
    <div className={answer.cards}>
      <Card>
        <BigNumber label={say(resultNames[found.of])} value={format.count(total.conversions)}>
          {t('attribution.totals.results')}
        </BigNumber>
      </Card>
      <Card>
        <BigNumber
          label={say(valueNames[found.value])}
          value={format.money(total.value, currency)}
          full={format.moneyFull(total.value, currency)}
        >
          {t('attribution.totals.value')}
        </BigNumber>
      </Card>
      <Card tone={share !== null && share > 0.3 ? 'warning' : 'plain'}>
        <BigNumber
          label={t('attribution.totals.unknown')}
          value={share === null ? null : format.ratio(share)}
          full={format.count(unknown.conversions)}
        >
          <span>
            {t('attribution.totals.unknownHint')}{' '}
            <Link to="/data" search={{ tab: 'channels' }}>
              {t('attribution.totals.channels')}
            </Link>
          </span>
        </BigNumber>
      </Card>
      <Card>
        <BigNumber label={t('attribution.totals.paths')} value={format.count(paths.all)}>
          {t('attribution.totals.unconverted', { value: format.count(paths.unconverted) })}
        </BigNumber>
      </Card>
    </div>
  );
};
