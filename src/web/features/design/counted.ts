import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { isSame } from '../../../analysis/blueprint/merge.ts';
import { observedIn } from '../../../analysis/blueprint/observations.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { RulesPreview } from '../../../model/blueprint/contract.ts';
import type { EvidenceRule } from '../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { api } from '../../client/api.ts';
import { useWorkspace } from '../../shell/view.ts';
import { useSettled } from './use-settled.ts';

/** What all segments of a design come to in the facts; asked anew a moment after their rules stop changing. */
export const useSegmentCounts = (blueprint: Blueprint) => {
  const { id: workspace } = useWorkspace();
  const segments = useSettled(thingsOf(blueprint, 'segments').map(([id, segment]) => ({ id, segment })));
  return useQuery(
    api.blueprint.countSegments.queryOptions({
      input: { workspace, segments },
      enabled: segments.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
};

/** What the draft's rules make of the history, a moment after they stop changing. */
export const useRulesPreview = (blueprint: Blueprint) => {
  const { id: workspace } = useWorkspace();
  const rules = useSettled(thingsOf(blueprint, 'rules').map(([id, rule]) => ({ id, rule })));
  return useQuery(
    api.blueprint.previewRules.queryOptions({ input: { workspace, rules }, placeholderData: keepPreviousData }),
  );
};

const isSameRule = (one: EvidenceRule, other: EvidenceRule | undefined): boolean =>
  other !== undefined && isSame({ ...one, place: 0 }, { ...other, place: 0 });

/**
 * What the rules in force make of the same history, for the draft's to be seen beside; undefined where nothing is published, the draft's
 * rules are the same, or it is not known yet.
 */
export const useRulesInForce = (blueprint: Blueprint): RulesPreview | undefined => {
  const { id: workspace } = useWorkspace();
  const draft = useQuery(api.blueprint.show.queryOptions({ input: { workspace, which: 'draft' } }));
  const version = draft.data?.inForce?.version;
  const published = useQuery({
    ...api.blueprint.show.queryOptions({ input: { workspace, which: version ?? 'published' } }),
    enabled: version !== undefined,
    // A published version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [now, then] = [blueprint.rules, published.data?.document.rules];
  const ids = thingsOf(blueprint, 'rules').map(([id]) => id);
  const before = published.data ? thingsOf(published.data.document, 'rules') : [];
  const isChanged =
    then !== undefined &&
    (ids.join() !== before.map(([id]) => id).join() || before.some(([id, rule]) => !isSameRule(rule, now[id])));
  const preview = useQuery(
    api.blueprint.previewRules.queryOptions({
      input: { workspace, rules: before.map(([id, rule]) => ({ id, rule })) },
      enabled: isChanged,
    }),
  );
  return isChanged ? preview.data : undefined;
};

/** The same object for as long as it says the same. */
const useSame = <Value extends object>(value: Value): Value => {
  const kept = useRef(value);
  if (kept.current !== value && JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
};

/** A design with what facts show of its cells as proofs beside those people wrote; as it is until that is known. */
export const useObserved = (blueprint: Blueprint): Blueprint => {
  const { asOf } = useWorkspace();
  const { data } = useRulesPreview(blueprint);
  const { rules, cells, proofs } = blueprint;
  const observed = useSame(
    useMemo(() => (data ? observedIn({ rules, cells }, data, asOf) : {}), [rules, cells, data, asOf]),
  );
  // Proofs stay the same objects while nothing about them changes, so that a journey is not drawn anew for them.
  const all = useMemo(() => ({ ...proofs, ...observed }), [proofs, observed]);
  return useMemo(() => ({ ...blueprint, proofs: all }), [blueprint, all]);
};
