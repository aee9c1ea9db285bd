import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { findingsOf } from '../../../analysis/organisation/findings/findings.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../../model/blueprint/finding.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { useObserved, useRulesPreview, useSegmentCounts } from '../design/counted.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { type FormCollection, fieldSpecs } from '../design/form/field-specs.ts';
import type { OpenThing } from '../design/thing-drawer.tsx';
import { placeOf, stageOfFinding } from './finding-place.ts';
import css from './organisation.module.css';
import { useShown } from './use-shown.ts';

type Props = DesignPart & {
  /** What is looked for: findings of a code, of a stage where one is named. */
  code: string | undefined;
  stage: string | undefined;
  onOpen: (thing: OpenThing) => void;
};

/** Everything the design lacks or contradicts as it stands now, the gravest first, each with its price and the way to mend it. */
export const Findings = ({ blueprint, code, stage, onOpen }: Props) => {
  const { t } = useWords();
  const { id: workspace, asOf } = useWorkspace();
  const facts = useQuery(api.blueprint.facts.queryOptions({ input: { workspace } }));
  const seen = useObserved(blueprint);
  const preview = useRulesPreview(blueprint);
  const counted = useSegmentCounts(blueprint);
  const findings = useMemo(
    () => findingsOf(seen, facts.data ?? null, asOf, counted.data ?? null),
    [seen, facts.data, asOf, counted.data],
  );
  const hasSegments = Object.keys(blueprint.segments).length > 0;
  const isCounting = facts.isPending || preview.isPending || (hasSegments && counted.isPending);
  const sought = findings.find(
    (finding) => finding.code === code && (stage === undefined || stageOfFinding(blueprint, finding) === stage),
  );
  if (findings.length === 0 && !isCounting)
    return (
      <EmptyState
        icon={<IconCircleCheck size={32} stroke={1.4} />}
        title={t('design.findings.none')}
        text={t('design.findings.noneText')}
      />
    );
  const severities = ['high', 'medium', 'low'] as const;
  return (
    <div className={css.stack}>
      {isCounting && (
        <p role="status" className={css.counting}>
          {t('design.counting')}
        </p>
      )}
      {severities.map((severity) => {
        const some = findings.filter((finding) => finding.severity === severity);
        return some.length === 0 ? null : (
          <Card key={severity} title={t(`design.findings.severity.${severity}`, { count: some.length })}>
            <ul className={css.findings}>
              {some.map((finding) => (
                <OneFinding
                  key={`${finding.code}:${finding.page}:${finding.where.map(({ id }) => id).join(',')}`}
                  finding={finding}
                  blueprint={blueprint}
                  isHighlighted={finding === sought}
                  onOpen={onOpen}
                />
              ))}
            </ul>
          </Card>
        );
      })}
    </div>
  );
};

const OneFinding = ({
  finding,
  blueprint,
  isHighlighted,
  onOpen,
}: {
  finding: DesignFinding;
  blueprint: Blueprint;
  isHighlighted: boolean;
  onOpen: (thing: OpenThing) => void;
}) => {
  const { t, say, format } = useWords();
  const { settings } = useWorkspace();
  const { money, where } = finding;
  const first = where[0];
  // Who answers for a stage is not in its form but in the grid of responsibility; the first people are entered on their own tab.
  const isFormed =
    first !== undefined &&
    Object.hasOwn(fieldSpecs, first.collection) &&
    !(finding.page === 'organisation' && first.collection === 'stages') &&
    !(finding.code === 'role_without_people' && Object.keys(blueprint.employees).length === 0);
  const amount = (value: number): string => format.money(value, settings.currency);
  return (
    <li
      className={css.finding}
      data-severity={finding.severity}
      data-highlighted={isHighlighted || undefined}
      ref={useShown(isHighlighted)}
    >
      <div className={css.words}>
        <p className={css.text}>{say(finding.text)}</p>
        <p className={css.advice}>{say(finding.advice)}</p>
      </div>
      {money && (
        <div className={css.price}>
          <strong>
            {money.low === money.high
              ? t('design.findings.year', { value: amount(money.high) })
              : t('design.findings.yearBetween', { low: amount(money.low), high: amount(money.high) })}
          </strong>
          {finding.moneyHow && <span>{say(finding.moneyHow)}</span>}
        </div>
      )}
      {isFormed ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onOpen({ collection: first.collection as FormCollection, id: first.id })}
        >
          {t('design.findings.mend')}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" component={Link} {...(placeOf(blueprint, finding) as { to: '/' })}>
          {t('design.findings.mend')}
        </Button>
      )}
    </li>
  );
};
