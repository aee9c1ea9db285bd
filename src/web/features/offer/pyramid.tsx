import { useLayoutEffect, useRef, useState } from 'react';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { economicValue } from '../../../analysis/market/economic-value.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { Rung } from '../../../model/blueprint/inputs.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { useWidth } from '../../kit/use-width.ts';
import { useWorkspace } from '../../shell/view.ts';
import css from './offer.module.css';

type Line = { from: string; to: string; path: string };

/** Rungs from the first step at the bottom to the most ambitious at the top; lines lead from what is needed first to what it opens. */
export const Pyramid = ({ blueprint, onOpen }: { blueprint: Blueprint; onOpen: (id: string) => void }) => {
  const { t, say } = useWords();
  const rungs = thingsOf(blueprint, 'rungs');
  const levels = [...new Set(rungs.map(([, rung]) => rung.level))].sort((a, b) => b - a);
  const [box, width] = useWidth<HTMLDivElement>();
  // Stairs: each level stands a step to the right of the one it rests on.
  const stepPx = Math.max(18, Math.min(280, (width - 360) / Math.max(1, levels.length - 1)));
  const cards = useRef(new Map<string, HTMLElement>());
  const [lines, setLines] = useState<Line[]>([]);
  useLayoutEffect(() => {
    const frame = box.current?.getBoundingClientRect();
    if (!frame) return;
    setLines(linesOf(blueprint, cards.current, frame));
  }, [blueprint.rungs, width]);
  return (
    <div className={css.pyramid} ref={box}>
      <svg className={css.lines} aria-hidden>
        {lines.map(({ from, to, path }) => (
          <path key={`${from}-${to}`} d={path} />
        ))}
      </svg>
      {levels.map((level, at) => (
        <div key={level} className={css.level} style={{ marginInlineStart: stepPx * (levels.length - 1 - at) }}>
          {rungs
            .filter(([, rung]) => rung.level === level)
            .map(([id, rung]) => (
              <button
                key={id}
                type="button"
                className={css.rung}
                ref={(element) => {
                  if (element) cards.current.set(id, element);
                  else cards.current.delete(id);
                }}
                onClick={() => onOpen(id)}
              >
                <RungFace id={id} rung={rung} />
                {rung.prerequisites.length > 0 && (
                  <span className="visually-hidden">
                    {t('design.offer.after', {
                      names: rung.prerequisites
                        .map((before) => say(nameOf(blueprint, { collection: 'rungs', id: before })))
                        .join(', '),
                    })}
                  </span>
                )}
              </button>
            ))}
        </div>
      ))}
    </div>
  );
};

/** An elbow from the top of each prerequisite, up its left side, into the side of what it opens; several begin side by side. */
const linesOf = (blueprint: Blueprint, cards: ReadonlyMap<string, HTMLElement>, frame: DOMRect): Line[] => {
  const begun = new Map<string, number>();
  return thingsOf(blueprint, 'rungs')
    .sort(([, a], [, b]) => b.level - a.level)
    .flatMap(([to, rung]) =>
      rung.prerequisites.flatMap((from) => {
        const [below, above] = [cards.get(from)?.getBoundingClientRect(), cards.get(to)?.getBoundingClientRect()];
        if (!below || !above) return [];
        const at = begun.get(from) ?? 0;
        begun.set(from, at + 1);
        const x = below.left - frame.left + 14 + at * 12;
        const [y1, y2] = [below.top - frame.top, above.top + above.height / 2 - frame.top];
        const side = above.left - frame.left;
        const r = Math.max(0, Math.min(8, side - x));
        return [{ from, to, path: `M${x} ${y1} V${y2 + r} Q${x} ${y2} ${x + r} ${y2} H${side}` }];
      }),
    );
};

const RungFace = ({ id, rung }: { id: string; rung: Rung }) => {
  const { t, format, language } = useWords();
  const { settings } = useWorkspace();
  const worth = economicValue(rung);
  const price =
    rung.price === null
      ? t('design.offer.noPrice')
      : rung.per === 'sale'
        ? format.money(rung.price, settings.currency)
        : t(`design.offer.per.${rung.per}`, { price: format.money(rung.price, settings.currency) });
  return (
    <>
      <span className={css.name}>{worded(rung.name, language) || id}</span>
      <span className={css.goal}>{worded(rung.goal, language) || t('design.offer.noGoal')}</span>
      <span className={css.figures}>
        <span>{price}</span>
        {rung.margin !== null && <span>{t('design.offer.margin', { share: format.ratio(rung.margin) })}</span>}
        {worth.value !== null && (
          <span>{t('design.offer.worth', { value: format.money(worth.value, settings.currency) })}</span>
        )}
      </span>
      {rung.resultKind === '' && <span className={css.warning}>{t('design.offer.noResult')}</span>}
    </>
  );
};
