import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { comparableName } from '../../../analysis/identity/names.ts';
import type { SuggestedSide, Suggestion } from '../../../model/identity.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chip } from '../../kit/chip.tsx';
import type { Asking } from './dialogs.tsx';
import styles from './identity.module.css';

const kinds = ['b2b', 'b2c', 'partner'] as const;

/** The cells of two customers beside each other, as they are read; what neither has is left out. */
const useCells = (state: WorkspaceState) => {
  const { t, format } = useWords();
  const kindOf = (value: string) => {
    const kind = kinds.find((known) => known === value);
    return kind ? t(`customers.page.kinds.${kind}`) : value;
  };
  return (side: SuggestedSide) => ({
    name: side.name,
    kind: kindOf(side.kind),
    segment: side.segment,
    taxId: side.taxId,
    email: side.email,
    phone: side.phone,
    region: side.region,
    createdAt: side.createdAt === null ? '' : format.day(side.createdAt),
    sources: side.sources.join(', '),
    orders: format.count(side.orders),
    revenue: side.revenue === null ? '—' : format.moneyFull(Math.round(side.revenue), state.settings.currency),
  });
};
const fields = [
  'name',
  'kind',
  'segment',
  'taxId',
  'email',
  'phone',
  'region',
  'createdAt',
  'sources',
  'orders',
  'revenue',
] as const;
const lower = (text: string): string => text.trim().toLowerCase();
/** What a cell is compared by: spellings of one number or name are the same. */
const sameAs: Record<(typeof fields)[number], (text: string) => string> = {
  name: comparableName,
  phone: (text) => text.replaceAll(/\D/g, '').slice(-10),
  taxId: (text) => text.replace(/\D.*$/, ''),
  kind: lower,
  segment: lower,
  email: lower,
  region: lower,
  createdAt: lower,
  sources: lower,
  orders: lower,
  revenue: lower,
};
/** What may well differ although it is one customer: nothing is marked there. */
const unmarked: readonly (typeof fields)[number][] = ['createdAt', 'sources', 'orders', 'revenue'];

type Props = { suggestion: Suggestion; state: WorkspaceState; onAsk: (asking: Asking) => void };

/** Two customers side by side: what they share, what differs, what merging would change. */
export const SuggestionCard = ({ suggestion, state, onAsk }: Props) => {
  const { t, say } = useWords();
  const { left, right, reasons, against, effect, sureness } = suggestion;
  const level = sureness >= 0.75 ? 'high' : sureness >= 0.55 ? 'middle' : 'low';
  return (
    <Card className={styles.suggestion ?? ''}>
      <div className={styles.why}>
        <Chip>{t(`identity.tab.sureness.${level}`)}</Chip>
        <span>{reasons.map((reason) => say(reason.text)).join('; ')}</span>
        {against.length > 0 && (
          <span className={styles.against}>
            {t('identity.tab.against')}: {against.map(say).join('; ')}
          </span>
        )}
      </div>
      <Compared suggestion={suggestion} state={state} />
      <p className={styles.faint}>{say(effect)}</p>
      <div className={styles.actions}>
        <Button size="compact-md" onClick={() => onAsk({ kind: 'merge', left, right })}>
          {t('identity.tab.merge')}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => onAsk({ kind: 'apart', left, right })}>
          {t('identity.tab.apart')}
        </Button>
      </div>
    </Card>
  );
};

const Compared = ({ suggestion: { left, right }, state }: { suggestion: Suggestion; state: WorkspaceState }) => {
  const { t } = useWords();
  const cellsOf = useCells(state);
  const [ours, theirs] = [cellsOf(left), cellsOf(right)];
  const markOf = (field: (typeof fields)[number]): 'same' | 'differs' | undefined => {
    if (unmarked.includes(field) || ours[field] === '' || theirs[field] === '') return undefined;
    return sameAs[field](ours[field]) === sameAs[field](theirs[field]) ? 'same' : 'differs';
  };
  return (
    <table className={styles.compare} aria-label={t('identity.tab.compare')}>
      <thead>
        <tr>
          <td />
          {[left, right].map((side) => (
            <th key={side.id} scope="col">
              <Link to="/customers/$id" params={{ id: side.id }}>
                {side.id.replace(/^person:/, '')}
              </Link>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields
          .filter((field) => ours[field] !== '' || theirs[field] !== '')
          .map((field) => {
            const mark = markOf(field);
            return (
              <tr key={field} data-mark={mark}>
                <th scope="row">
                  {t(`identity.tab.fields.${field}`)}
                  {mark && <span className="visually-hidden">, {t(`identity.tab.${mark}`)}</span>}
                </th>
                <td>{ours[field]}</td>
                <td>{theirs[field]}</td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
};
