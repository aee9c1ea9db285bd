import { useRef } from 'react';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { DownloadMenu } from '../../kit/download-menu.tsx';
import { savePng, saveSvg } from '../../kit/save-picture.ts';
import { useWidth } from '../../kit/use-width.ts';
import { Waterfall } from '../../kit/waterfall.tsx';
import { WaterfallRows } from '../../kit/waterfall-rows.tsx';
import { useView } from '../../shell/view.ts';
import { rrSteps } from '../lifecycle/rr-steps.ts';
import { MetricNumber } from '../number/metric-number.tsx';
import { useOpenNumber } from '../number/use-open-number.ts';
import css from './movements.module.css';

/** Below this width the chart lies on its side. */
const chartFromPx = 560;

/** How monthly repeat revenue went from the opening to the closing level, and how much of it was kept. */
export const Movements = ({ answers }: { answers: ReadonlyMap<MetricId, Answer> }) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const [box, width] = useWidth<HTMLDivElement>();
  const open = useOpenNumber();
  const picture = useRef<SVGSVGElement>(null);
  const steps = rrSteps(
    answers,
    (part) => t(`conveyor.steps.${part}`),
    (value) => format.money(value, currency),
  );
  const label = steps
    ? t('conveyor.top.movements', { steps: steps.map((step) => `${step.label} ${step.text}`).join(', ') })
    : '';
  const reason = [...answers.values()].find((answer) => answer.metric.startsWith('rr_') && answer.reason)?.reason;
  return (
    <Card
      title={t('money.movements.title')}
      actions={
        steps && (
          <DownloadMenu
            label={t('money.movements.title')}
            downloads={[
              {
                id: 'png',
                label: t('shell.chart.asPng'),
                onPress: () => picture.current && void savePng(picture.current, 'rr'),
              },
              {
                id: 'svg',
                label: t('shell.chart.asSvg'),
                onPress: () => picture.current && saveSvg(picture.current, 'rr'),
              },
            ]}
          />
        )
      }
    >
      <p className={css.text}>{t('money.movements.text')}</p>
      <div className={css.row}>
        <section ref={box} className={css.chart} aria-label={t('money.movements.title')}>
          {steps && width > 0 && width < chartFromPx && (
            <WaterfallRows steps={steps} hint={t('shell.number.how')} onOpen={(step) => open({ metric: step.id })} />
          )}
          {steps && width > 0 && (
            <div className={css.picture} style={{ width: Math.max(width, chartFromPx) }} hidden={width < chartFromPx}>
              <Waterfall ref={picture} steps={steps} label={label} width={Math.max(width, chartFromPx)} height={260} />
              <div className={css.doors}>
                {steps.map((step) => (
                  <button
                    key={step.id}
                    type="button"
                    aria-label={t('shell.number.open', { name: step.label, value: step.text })}
                    onClick={() => open({ metric: step.id })}
                  />
                ))}
              </div>
            </div>
          )}
          {!steps && answers.size > 0 && (
            <p className={css.text}>
              {t('money.movements.absent', { reason: t(`reasons.${reason ?? 'no_data'}.short`) })}
            </p>
          )}
        </section>
        <div className={css.kept}>
          <MetricNumber size="md" label={t('money.movements.nrr')} metric="nrr" answer={answers.get('nrr')} />
          <MetricNumber size="md" label={t('money.movements.grr')} metric="grr" answer={answers.get('grr')} />
          <MetricNumber
            size="md"
            label={t('money.movements.logo')}
            metric="logo_retention"
            answer={answers.get('logo_retention')}
          />
        </div>
      </div>
    </Card>
  );
};
