import { nameOf } from '../../../../../analysis/blueprint/names.ts';
import type { DesignedStage, StageDesign } from '../../../../../model/blueprint/organisation.ts';
import { thingsOf } from '../../../../../model/blueprint/things.ts';
import { useWords } from '../../../../i18n/language.ts';
import type { PartProps } from '../field-part.tsx';
import css from '../form.module.css';
import { PlainNumber } from './plain-number.tsx';
import { TargetNumber } from './target-number.tsx';

type Own = StageDesign['bySegment'][string];
const nothing: Own = { target: null, windowDays: null };

/** Stages that begin after so many days without an order. */
const isOfSilence = (stage: string): boolean => stage === 'at_risk' || stage === 'lost';

/** What a stage means for one segment where it differs from all: its own target, and its own days of silence. */
export const BySegmentPart = ({ label, blueprint, id, value, onChange }: PartProps<StageDesign['bySegment']>) => {
  const { t, say } = useWords();
  const segments = thingsOf(blueprint, 'segments');
  if (segments.length === 0) return null;
  const set = (segment: string, part: Partial<Own>): void => {
    const own = { ...nothing, ...value[segment], ...part };
    const { [segment]: _, ...rest } = value;
    onChange(own.target === null && own.windowDays === null ? rest : { ...rest, [segment]: own });
  };
  return (
    <fieldset className={css.part}>
      <legend>{label}</legend>
      <p>{t('design.form.bySegmentHint')}</p>
      {segments.map(([segment]) => {
        const name = say(nameOf(blueprint, { collection: 'segments', id: segment }));
        return (
          <div key={segment} className={css.row}>
            <TargetNumber
              label={`${name}: ${t('design.form.target')}`}
              metric={blueprint.stages[id as DesignedStage]?.metric ?? null}
              value={value[segment]?.target ?? null}
              onChange={(target) => set(segment, { target })}
            />
            {isOfSilence(id) && (
              <PlainNumber
                label={`${name}: ${t('design.form.windowDays')}`}
                value={value[segment]?.windowDays ?? null}
                onChange={(days) => set(segment, { windowDays: days === null || days < 1 ? null : Math.round(days) })}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
};
