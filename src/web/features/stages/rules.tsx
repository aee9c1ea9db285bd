import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { observedIn } from '../../../analysis/blueprint/observations.ts';
import type { RulesPreview } from '../../../model/blueprint/contract.ts';
import { EvidenceRule } from '../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { useRulesInForce, useRulesPreview } from '../design/counted.ts';
import { DesignDownload } from '../design/design-download.tsx';
import type { DesignPart } from '../design/design-page.tsx';
import { lastPlace } from '../design/last-place.ts';
import { newId } from '../design/new-id.ts';
import css from './lifecycle.module.css';
import { RuleRow } from './rule-row.tsx';
import { RulesEffect } from './rules-effect.tsx';

/** Which facts prove which touchpoint and state: rules in their order, what each takes, and what no rule takes yet. */
export const Rules = ({ blueprint, store }: DesignPart) => {
  const { t } = useWords();
  const preview = useRulesPreview(blueprint);
  const inForce = useRulesInForce(blueprint);
  const rules = thingsOf(blueprint, 'rules');
  const add = (kind: string | null, fact: EvidenceRule['fact'] = 'interaction'): void => {
    const id = newId('e');
    const when = kind === null ? [] : [{ field: 'kind', is: 'equals', values: [kind] }];
    const rule = EvidenceRule.parse({ fact, when, place: lastPlace(blueprint, 'rules') });
    store.edit([{ collection: 'rules', id, after: rule }]);
  };
  const move = (at: number, by: -1 | 1): void => {
    const ids = rules.map(([id]) => id);
    const [moved] = ids.splice(at, 1);
    if (moved === undefined || at + by < 0 || at + by > ids.length) return;
    ids.splice(at + by, 0, moved);
    store.edit(ids.map((id, place) => ({ collection: 'rules', id, after: { ...blueprint.rules[id], place } })));
  };
  return (
    <div className={css.stack}>
      <Card
        title={t('design.rules.title')}
        actions={
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => add(null)}
          >
            {t('design.rules.add')}
          </Button>
        }
      >
        <p className={css.intro}>{t('design.rules.intro')}</p>
        {preview.isPending && (
          <p role="status" className={css.faint}>
            {t('design.counting')}
          </p>
        )}
        {preview.data && <Coverage preview={preview.data} inForce={inForce} />}
        {preview.data && inForce && (
          <RulesEffect blueprint={blueprint} before={inForce} after={preview.data} since="inForce" />
        )}
        {preview.data && <Seen blueprint={blueprint} store={store} preview={preview.data} />}
        {rules.length === 0 ? (
          <EmptyState title={t('design.rules.empty')} text={t('design.rules.emptyText')} />
        ) : (
          <ol className={css.rules}>
            {rules.map(([id, rule], at) => (
              <RuleRow
                key={id}
                id={id}
                rule={rule}
                number={at + 1}
                blueprint={blueprint}
                store={store}
                preview={preview.data}
                inForce={inForce && (inForce.rules.find((one) => one.id === id)?.taken ?? 0)}
                onMove={(by) => move(at, by)}
              />
            ))}
          </ol>
        )}
      </Card>
      {preview.data && preview.data.unmapped.length > 0 && (
        <Unmapped rows={preview.data.unmapped} onAdd={(kind, fact) => add(kind, fact)} />
      )}
    </div>
  );
};

const Coverage = ({ preview, inForce }: { preview: RulesPreview; inForce: RulesPreview | undefined }) => {
  const { t, format } = useWords();
  if (preview.facts === 0) return <p className={css.faint}>{t('design.rules.noFacts')}</p>;
  return (
    <p className={css.coverage} aria-live="polite">
      <strong>{format.ratio(preview.mapped / preview.facts)}</strong>{' '}
      {t('design.rules.coverage', { mapped: format.count(preview.mapped), of: format.count(preview.facts) })}
      {inForce && inForce.facts > 0 && (
        <span className={css.part}>
          {t('design.rules.coverageInForce', {
            share: format.ratio(inForce.mapped / inForce.facts),
            mapped: format.count(inForce.mapped),
          })}
        </span>
      )}
    </p>
  );
};

/** Cells that facts show real visits of: their status rises by itself in findings and tables; written down, it stays with the design. */
const Seen = ({ blueprint, store, preview }: DesignPart & { preview: RulesPreview }) => {
  const { t } = useWords();
  const { asOf } = useWorkspace();
  const seen = Object.entries(observedIn(blueprint, preview, asOf));
  if (seen.length === 0) return null;
  const isWritten = seen.every(([id, proof]) => blueprint.proofs[id]?.n === proof.n);
  return (
    <p className={css.coverage}>
      {t('design.rules.seen', { count: seen.length })}{' '}
      {isWritten ? (
        <span className={css.faint}>{t('design.rules.seenWritten')}</span>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => store.edit(seen.map(([id, after]) => ({ collection: 'proofs' as const, id, after })))}
        >
          {t('design.rules.writeSeen')}
        </Button>
      )}
    </p>
  );
};

const Unmapped = ({
  rows,
  onAdd,
}: {
  rows: RulesPreview['unmapped'];
  onAdd: (kind: string, fact: EvidenceRule['fact']) => void;
}) => {
  const { t, format } = useWords();
  return (
    <Card title={t('design.rules.unmapped')} actions={<DesignDownload table="unmapped" />}>
      <p className={css.intro}>{t('design.rules.unmappedHint')}</p>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('design.rules.kind')}</th>
              <th scope="col">{t('design.rules.channel')}</th>
              <th scope="col">{t('design.rules.count')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('design.rules.make')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 40).map((row) => (
              <tr key={`${row.fact}:${row.kind}:${row.channel}:${row.touchpoint}`}>
                <th scope="row">
                  {row.kind}{' '}
                  <span className={css.faint}>{t(`design.rules.facts.${row.fact as EvidenceRule['fact']}`)}</span>
                </th>
                <td>{row.touchpoint || row.channel}</td>
                <td>{format.count(row.count)}</td>
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => onAdd(row.kind, row.fact as EvidenceRule['fact'])}
                  >
                    {t('design.rules.make')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};
