import { metricOfAction, outcomeOf } from '../analysis/decisions/outcome.ts';
import type { Decision, DecisionChange, DecisionTerms, ListedDecision } from '../model/audit/decisions.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import type { Deps } from './deps.ts';
import { type CurrentLedger, type Ledgers, unknownWorkspace } from './ledger.ts';
import { measure } from './measure.ts';
import type { Operations } from './types.ts';

const refused = (code: string, text: Sentence, where: Record<string, string> = {}): Problem =>
  new Problem({ code, kind: 'input', text, where });

const unsigned = (): Problem =>
  refused('decision_unsigned', {
    ru: 'Напишите, кто это решает: это останется в истории.',
    en: 'Say who decides: it stays in the history.',
  });

const already = (code: string): Problem =>
  refused(
    'decision_open',
    { ru: 'Это действие уже принято и ещё не закончено.', en: 'This action is accepted already and not over yet.' },
    { action: code },
  );

const noSuch = (id: string): Problem =>
  new Problem({
    code: 'unknown_decision',
    kind: 'missing',
    text: { ru: `Решения ${id} нет.`, en: `There is no decision ${id}.` },
    where: { decision: id },
  });

const termNames: Record<keyof DecisionTerms, Sentence> = {
  owner: { ru: 'ответственного', en: 'the owner' },
  due: { ru: 'срок', en: 'the day' },
  checkOn: { ru: 'день проверки', en: 'the day of the check' },
  state: { ru: 'состояние', en: 'the state' },
  note: { ru: 'заметку', en: 'the note' },
  outcome: { ru: 'итог', en: 'the outcome' },
};

/** Refuses an edit of terms that somebody else changed after the editor looked. */
const checkSeen = (stands: Decision, terms: DecisionChange, seen: number): void => {
  const wanted = Object.keys(terms) as (keyof DecisionTerms)[];
  for (const edit of stands.history) {
    const clash = edit.revision > seen && wanted.find((term) => edit.terms[term] !== undefined);
    if (!clash) continue;
    throw refused(
      'decision_changed',
      {
        ru: `Пока вы правили, ${edit.by} изменил(а) ${termNames[clash].ru}. Посмотрите, что стало, и сохраните ещё раз.`,
        en: `While you were editing, ${edit.by} changed ${termNames[clash].en}. Look at what it is now and save again.`,
      },
      { decision: stands.id, term: clash },
    );
  }
};

/** Whether the day has come to see what came of it. */
export const isToCheck = ({ state, outcome, checkOn }: Decision, asOf: string): boolean =>
  state !== 'dropped' && outcome === null && checkOn <= asOf;

const listed = async (ledger: CurrentLedger, decision: Decision): Promise<ListedDecision> => {
  const { asOf } = ledger;
  const { takenOn, action } = decision;
  const due = isToCheck(decision, asOf);
  const isLate = decision.state === 'open' && decision.due < asOf;
  const metric = metricOfAction(action);
  if (!due || metric === null || takenOn >= asOf) return { ...decision, isToCheck: due, isLate, proposed: null };
  const period = { from: takenOn, to: asOf };
  const [answer] = await measure(ledger, { metrics: [metric], ...period, by: [], compare: false });
  return { ...decision, isToCheck: due, isLate, proposed: outcomeOf(action, period, answer ?? null) };
};

/** Open ones first, the nearest day first; then those that are over, latest first. */
const inOrder = (a: Decision, b: Decision): number => {
  const isOver = ({ state }: Decision): number => (state === 'open' ? 0 : 1);
  if (isOver(a) !== isOver(b)) return isOver(a) - isOver(b);
  if (isOver(a) === 0) return a.due < b.due ? -1 : a.due > b.due ? 1 : Number(a.id) - Number(b.id);
  return Number(b.id) - Number(a.id);
};

/** What was decided after an audit: accepted actions, who does them by when, and what came of them. */
export const decisionOperations = (deps: Deps, ledgers: Ledgers): Operations['decisions'] => {
  const { acceptedActions } = deps.registry;
  return {
    accept: async ({ workspace, action, by, terms }) => {
      const { asOf } = await ledgers.current(workspace);
      if (by.trim() === '') throw unsigned();
      const agreed: DecisionTerms = {
        owner: terms.owner ?? action.owner.ru,
        due: terms.due ?? action.due,
        checkOn: terms.checkOn ?? action.check.on,
        note: terms.note ?? '',
        state: 'open',
        outcome: null,
      };
      const look = (known: Decision[]): void => {
        if (known.some((each) => each.action.code === action.code && each.state === 'open')) throw already(action.code);
      };
      return acceptedActions.accept(workspace, { action, takenOn: asOf, terms: agreed, by: by.trim() }, look);
    },
    list: async ({ workspace }) => {
      const ledger = await ledgers.current(workspace);
      const all = (await acceptedActions.list(workspace)).toSorted(inOrder);
      return Promise.all(all.map((decision) => listed(ledger, decision)));
    },
    change: async ({ workspace, id, seen, terms, by }) => {
      if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
      if (by.trim() === '') throw unsigned();
      const edit = { terms, by: by.trim() };
      const changed = await acceptedActions.edit(workspace, id, edit, (stands) => checkSeen(stands, terms, seen));
      if (changed === null) throw noSuch(id);
      return changed;
    },
  };
};
