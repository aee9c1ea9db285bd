import { auditOf } from '../analysis/audit/audit.ts';
import { isInterview } from '../analysis/audit/interviews.ts';
import type { AuditMatter } from '../analysis/audit/matter.ts';
import { withObservations } from '../analysis/blueprint/observations.ts';
import { designPeriod } from '../analysis/blueprint/tallies.ts';
import { findingsOf } from '../analysis/organisation/findings/findings.ts';
import type { Audit } from '../model/audit/audit.ts';
import { type Blueprint, emptyBlueprint } from '../model/blueprint/blueprint.ts';
import { thingsOf } from '../model/blueprint/things.ts';
import { type Day, monthsLater, type Period } from '../model/days.ts';
import type { Answer } from '../model/metric.ts';
import type { MetricId } from '../model/metric-words.ts';
import { toMajor } from '../model/money.ts';
import {
  auditTally,
  campaignsByPeriod,
  dealWays,
  lossReasons,
  newCustomersByCampaign,
  saidByCustomers,
} from '../store/warehouse/questions/audit.ts';
import { documentOf } from './blueprint-document.ts';
import type { Deps } from './deps.ts';
import { designFacts } from './design-facts.ts';
import { countSegments, pathsIn, previewRules } from './design-questions.ts';
import { forecastCheck } from './forecast/check.ts';
import { type CurrentLedger, type Ledgers, unknownWorkspace } from './ledger.ts';
import type { LedgerContext } from './ledger-context.ts';
import { measure } from './measure.ts';
import { publishedDesign } from './published-design.ts';
import type { Threads } from './threads.ts';
import type { Operations } from './types.ts';

/** Metrics of the whole company that the ten questions look at. */
const ofCompany: MetricId[] = [
  'gross_margin',
  'net_revenue',
  'customers_active',
  'customers_won_back',
  'customers_lost',
  'activation_rate',
  'winback_rate',
  'win_rate',
  'win_rate_closed',
  'cost_marketing',
  'cost_sales',
  'cost_allocated_share',
  'off_journey_share',
  'unit_cost_acquisition',
  'unit_cost_activation',
  'unit_cost_retention',
  'unit_cost_development',
  'unit_cost_winback',
  'unit_cost_winback_direct',
  'cac_ads_only',
  'nmc',
  'romi',
  'ros_investment',
  'cltv_fact',
  'cltv_forecast',
  'ltv_cac',
  'sales_processes',
  'products_active',
  'campaigns_per_month',
  'paid_search_share',
  'channel_hhi',
];
const ofSegments: MetricId[] = [
  'customers_new',
  'unit_cost_acquisition_direct',
  'unit_cost_winback_direct',
  'winback_rate',
  'cltv_forecast',
  'ltv_cac',
  'romi',
  'nmc',
];
const ofQuarters: MetricId[] = [
  'customers_lost',
  'customers_new',
  'cost_acquisition',
  'unit_cost_acquisition',
  'unit_cost_activation',
  'unit_cost_retention',
  'unit_cost_development',
  'unit_cost_winback',
  'ros_investment',
];
const ofProcesses: MetricId[] = ['ros_investment', 'win_rate_closed'];

/** The design the audit looks at, and the day it is in force from; null for a draft. */
type Looked = { key: string; document: Blueprint | null; publishedOn: Day | null };

const designLookedAt = async (deps: Deps, workspace: string): Promise<Looked> => {
  const published = await publishedDesign(deps, workspace);
  if (published !== null) {
    const { version, from } = published.version;
    return { key: `version ${version}`, document: published.document, publishedOn: from };
  }
  const { things, revision } = await deps.registry.blueprints.draft(workspace);
  return { key: `draft ${revision}`, document: things.length === 0 ? null : documentOf(things), publishedOn: null };
};

type FromFacts = Omit<AuditMatter, 'publishedOn' | 'taken' | 'confirmations' | 'survey'>;

const monthsOfQuarter = 3;

/** A year of whole months in quarters of its own, whatever month it begins with. */
const quartersOf = ({ from }: Period): Period[] =>
  [0, 1, 2, 3].map((at) => ({
    from: monthsLater(from, at * monthsOfQuarter),
    to: monthsLater(from, (at + 1) * monthsOfQuarter),
  }));

/** All the audit asks of facts and design: a few combined questions, one after another where each may need much memory. */
export const matterOfFacts = async (
  threads: Threads,
  ledger: LedgerContext,
  document: Blueprint | null,
): Promise<FromFacts> => {
  const { warehouse, scope, settings, asOf } = ledger;
  const period = designPeriod(asOf);
  const design = document ?? emptyBlueprint();
  const ask = (metrics: MetricId[], by: ('segment' | 'process')[]) =>
    measure(ledger, { metrics, ...period, by, compare: false });
  const answers = await ask(ofCompany, []);
  const bySegment = await ask(ofSegments, ['segment']);
  const quarters = quartersOf(period);
  // One question for the year and its quarters: what is counted by process is counted once.
  const processes = await measure(ledger, {
    metrics: ofProcesses,
    ...period,
    periods: [period, ...quarters],
    by: ['process'],
    compare: false,
  });
  const isOfYear = ({ period: of }: Answer): boolean => of.from === period.from && of.to === period.to;
  const byQuarter = await measure(ledger, {
    metrics: ofQuarters,
    ...period,
    periods: quarters,
    by: [],
    compare: false,
  });
  const segments = thingsOf(design, 'segments').map(([id, segment]) => ({ id, segment }));
  const rules = thingsOf(design, 'rules').map(([id, rule]) => ({ id, rule }));
  const asked = designFacts(ledger);
  const checked = asked.then((facts) =>
    forecastCheck(
      threads,
      ledger,
      facts.segments.reduce((sum, each) => sum + each.customers, 0),
    ),
  );
  const said = asked.then(({ kinds }) =>
    saidByCustomers(warehouse, {
      scope,
      period,
      timeZone: settings.time_zone,
      kinds: [...new Set(kinds.map(({ kind }) => kind))].filter(isInterview),
    }),
  );
  // The longest first, so that none of them stands alone at the end.
  const [paths, facts, check, preview, counted, tally, reasons, ways, campaigns, brought, interviews] =
    await Promise.all([
      pathsIn(ledger, design),
      asked,
      checked,
      previewRules(ledger, rules),
      countSegments(ledger, segments),
      auditTally(warehouse, { scope, period, asOf }),
      lossReasons(warehouse, { scope, period }),
      dealWays(warehouse, { scope, period }),
      campaignsByPeriod(warehouse, { scope, periods: quarters }),
      newCustomersByCampaign(warehouse, { scope, period }),
      said,
    ]);
  const observed = withObservations(design, preview, asOf);
  return {
    asOf,
    period,
    currency: settings.currency,
    hasFacts: ledger.firstDay !== null,
    design: document === null ? null : observed,
    answers,
    bySegment,
    byProcess: processes.filter(isOfYear),
    byQuarter,
    byProcessQuarter: processes.filter((each) => !isOfYear(each)),
    ways,
    campaignQuarters: new Map(campaigns.map(({ name, at }) => [name, at])),
    campaignCustomers: new Map(brought.map(({ name, customers }) => [name, customers])),
    interviews,
    facts,
    counts: {
      revenue: toMajor(tally.revenueMinor, settings.currency),
      revenueWithoutMargin: toMajor(tally.revenueWithoutMarginMinor, settings.currency),
      openDeals: tally.openDeals,
      openDealsWithCommittee: tally.openDealsWithCommittee,
      lostDeals: tally.lostDeals,
      lostWithReason: tally.lostWithReason,
      lossReasons: reasons.map(({ minor, ...each }) => ({ ...each, amount: toMajor(minor, settings.currency) })),
      dealers: tally.dealers,
      dealersUnseen: tally.dealersUnseen,
      dealersUnseenRevenue: toMajor(tally.dealersUnseenMinor, settings.currency),
      wonDeals: tally.wonDeals,
      wonWithProfit: tally.wonWithProfit,
      buyers: tally.buyers,
      buyersWithCosts: tally.buyersWithCosts,
    },
    forecastCheck: check,
    segments: counted,
    mapped: preview,
    paths,
    findings: document === null ? [] : findingsOf(observed, facts, asOf, counted),
  };
};

const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** The ten questions: answered, kept, confirmed. What facts and design say is worked out once for each state of them. */
export const auditOperations = (deps: Deps, threads: Threads, ledgers: Ledgers): Operations['audit'] => {
  const { audits, surveys, acceptedActions, workspaces } = deps.registry;
  const known = new Map<string, { key: string; matter: Promise<FromFacts> }>();

  const fromFacts = (ledger: CurrentLedger, { key: of, document }: Looked): Promise<FromFacts> => {
    const { workspace, snapshot } = ledger.scope;
    const key = JSON.stringify([snapshot, ledger.built.revision, ledger.asOf, of, ledger.foretold !== null]);
    const before = known.get(workspace);
    if (before?.key === key) return before.matter;
    const matter = matterOfFacts(threads, ledger, document);
    known.set(workspace, { key, matter });
    matter.catch(() => {
      if (known.get(workspace)?.matter === matter) known.delete(workspace);
    });
    return matter;
  };

  const audit = async (workspace: string): Promise<Audit> => {
    const ledger = await ledgers.current(workspace);
    const looked = await designLookedAt(deps, workspace);
    const [matter, taken, confirmations, rounds] = await Promise.all([
      fromFacts(ledger, looked),
      acceptedActions.list(workspace),
      audits.confirmations(workspace),
      surveys.rounds(workspace),
    ]);
    return auditOf({
      ...matter,
      publishedOn: looked.publishedOn,
      taken: taken.map(({ action, outcome }) => ({ q: action.q, code: action.code, hasOutcome: outcome !== null })),
      confirmations,
      // A round nobody answered yet does not hide the one before it.
      survey: rounds.find(({ responses }) => responses.some(({ submitted }) => submitted)) ?? rounds[0] ?? null,
    });
  };

  const checkWorkspace = async (workspace: string): Promise<void> => {
    if ((await workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
  };

  return {
    show: ({ workspace }) => audit(workspace),
    keep: async ({ workspace }) => {
      const kept = await audit(workspace);
      return audits.keep(workspace, quarterOf(kept.asOf), kept);
    },
    runs: async ({ workspace }) => {
      await checkWorkspace(workspace);
      return audits.runs(workspace);
    },
    confirm: async ({ workspace, q, answer, by }) => {
      await checkWorkspace(workspace);
      await audits.confirm(workspace, { q, answer: answer.trim(), by: by.trim() });
      return audits.confirmations(workspace);
    },
    confirmations: async ({ workspace }) => {
      await checkWorkspace(workspace);
      return audits.confirmations(workspace);
    },
  };
};
