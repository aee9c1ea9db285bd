import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { basisOf } from '../../../../analysis/blueprint/basis.ts';
import { nameOf } from '../../../../analysis/blueprint/names.ts';
import { interviewsNeeded, statusOf, visitsNeeded } from '../../../../analysis/blueprint/status.ts';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { type InputRef, Proof, proofKinds, statuses } from '../../../../model/blueprint/journey.ts';
import { isWorded, noWords, worded } from '../../../../model/blueprint/words.ts';
import { rememberedWho } from '../../../client/who.ts';
import { useWords } from '../../../i18n/language.ts';
import type { DraftStore } from '../../design/document/draft-store.ts';
import { useMetricNames } from '../../design/form/metric-names.ts';
import { newId } from '../../design/new-id.ts';
import { ChoiceField, NumberField, WordsField } from './fields.tsx';
import css from './panel.module.css';

type Props = {
  blueprint: Blueprint;
  proofs: Blueprint['proofs'];
  about: string;
  store: DraftStore;
  asOf: string;
};

const ladder = statuses.slice(0, 6);

/** How far practice bears it out: a ladder whose rungs are reached by proofs and by nothing else. */
export const Proofs = ({ blueprint, proofs: all, about, store, asOf }: Props) => {
  const { t, format, say } = useWords();
  const [isAdding, setAdding] = useState(false);
  const { status, until, changed } = statusOf({ ...blueprint, proofs: all }, about, asOf);
  const proofs = Object.entries(all)
    .filter(([, proof]) => proof.about === about)
    .sort(([, a], [, b]) => (a.at < b.at ? 1 : -1));
  const named = ({ kind, id }: InputRef): string => say(nameOf(blueprint, { collection: kind, id }));
  const reached = ladder.indexOf(status);
  return (
    <section className={css.proofs}>
      <h3>{t('journey.group.status')}</h3>
      <ol className={css.ladder} aria-label={t(`journey.status.${status}`)}>
        {ladder.map((step, at) => (
          <li key={step} data-reached={reached >= at} aria-current={step === status ? 'step' : undefined}>
            {t(`journey.status.${step}`)}
          </li>
        ))}
      </ol>
      {(status === 'refuted' || status === 'stale') && (
        <p className={css.warning}>
          {changed.length > 0
            ? t('journey.statusSays.changed', { inputs: changed.map(named).join(', ') })
            : t(`journey.statusSays.${status}`)}
        </p>
      )}
      {reached >= 0 && reached < 5 && (
        <p className={css.faint}>
          {t(`journey.next.${status as 'draft'}`, { interviews: interviewsNeeded, visits: visitsNeeded })}
        </p>
      )}
      {until && <p className={css.faint}>{t('journey.panel.until', { day: format.day(until) })}</p>}
      <ul className={css.list}>
        {proofs.map(([id, proof]) => (
          <ProofLine
            key={id}
            proof={proof}
            onRemove={blueprint.proofs[id] && (() => store.edit([{ collection: 'proofs', id, after: null }]))}
          />
        ))}
      </ul>
      {isAdding ? (
        <NewProof blueprint={blueprint} about={about} store={store} asOf={asOf} onDone={() => setAdding(false)} />
      ) : (
        <Button variant="default" size="xs" onClick={() => setAdding(true)}>
          {t('journey.proof.add')}
        </Button>
      )}
    </section>
  );
};

/** What facts show of themselves is not removed by hand. */
const ProofLine = ({ proof, onRemove }: { proof: Proof; onRemove: (() => void) | undefined }) => {
  const { t, format, language } = useWords();
  return (
    <li>
      <b>{t(`journey.proof.${proof.kind}`)}</b>{' '}
      {[
        proof.n === null ? null : t('journey.proof.n', { n: format.count(proof.n) }),
        proof.result === null ? null : t(`journey.result.${proof.result}`),
        proof.source || null,
        worded(proof.hypothesis, language) || null,
        worded(proof.note, language) || null,
      ]
        .filter((part) => part !== null)
        .join(' · ')}
      <small>
        {format.day(proof.at)}
        {proof.by && ` · ${proof.by}`}{' '}
        {onRemove && (
          <button type="button" onClick={onRemove}>
            {t('journey.panel.remove')}
          </button>
        )}
      </small>
    </li>
  );
};

const NewProof = ({
  blueprint,
  about,
  store,
  asOf,
  onDone,
}: {
  blueprint: Blueprint;
  about: string;
  store: DraftStore;
  asOf: string;
  onDone: () => void;
}) => {
  const { t } = useWords();
  const metrics = useMetricNames();
  const [proof, setProof] = useState<Proof>(() => Proof.parse({ about, kind: 'input', at: asOf, by: rememberedWho() }));
  const set = (fields: Partial<Proof>): void => setProof((before) => ({ ...before, ...fields }));
  const isCounted = proof.kind === 'interviews' || proof.kind === 'observation';
  const isExperiment = proof.kind === 'experiment';
  // An experiment without a hypothesis and its measure said beforehand, a result without cases or source, a count without a number: no proof.
  const isTold = proof.result === null || proof.result === 'open' || (proof.n ?? 0) > 0 || proof.source.trim() !== '';
  const isWhole = isExperiment
    ? isWorded(proof.hypothesis) && (proof.metric !== null || proof.leastEffect !== null) && isTold
    : isCounted
      ? (proof.n ?? 0) > 0
      : proof.source.trim() !== '';
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        store.edit([{ collection: 'proofs', id: newId('p'), after: { ...proof, basis: basisOf(blueprint, about) } }]);
        onDone();
      }}
    >
      <ChoiceField
        label={t('journey.proof.kind')}
        value={proof.kind}
        options={proofKinds.map((value) => ({ value, label: t(`journey.proof.${value}`) }))}
        onChange={(value) =>
          set({
            kind: (value ?? 'input') as Proof['kind'],
            n: null,
            result: null,
            hypothesis: noWords,
            metric: null,
            leastEffect: null,
          })
        }
      />
      <TextInput
        label={t('journey.proof.at')}
        type="date"
        size="xs"
        max={asOf}
        value={proof.at}
        onChange={(event) => event.currentTarget.value && set({ at: event.currentTarget.value as Proof['at'] })}
      />
      {(isCounted || isExperiment) && (
        <NumberField
          label={t('journey.proof.count')}
          value={proof.n}
          onChange={(n) => set({ n: n === null ? null : Math.round(n) })}
        />
      )}
      {isExperiment && (
        <>
          <WordsField
            label={t('journey.proof.hypothesis')}
            value={proof.hypothesis}
            onChange={(hypothesis) => set({ hypothesis })}
          />
          <ChoiceField
            label={t('journey.proof.metric')}
            value={proof.metric}
            options={metrics}
            onChange={(metric) => set({ metric: metric as Proof['metric'] })}
          />
          <NumberField
            label={t('journey.proof.leastEffect')}
            value={proof.leastEffect}
            onChange={(leastEffect) => set({ leastEffect })}
          />
          <ChoiceField
            label={t('journey.proof.result')}
            value={proof.result}
            options={(['open', 'confirmed', 'refuted'] as const).map((value) => ({
              value,
              label: t(`journey.result.${value}`),
            }))}
            onChange={(value) => set({ result: value as Proof['result'] })}
          />
        </>
      )}
      <TextInput
        label={t('journey.proof.source')}
        size="xs"
        value={proof.source}
        maxLength={2000}
        onChange={(event) => set({ source: event.currentTarget.value })}
      />
      {!isWhole && <p className={css.faint}>{t('journey.proof.whole')}</p>}
      <div className={css.buttons}>
        <Button type="submit" size="xs">
          {t('journey.proof.save')}
        </Button>
        <Button variant="default" size="xs" onClick={onDone}>
          {t('journey.panel.cancel')}
        </Button>
      </div>
    </form>
  );
};
