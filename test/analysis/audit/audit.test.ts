import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditOf } from '../../../src/analysis/audit/audit.ts';
import { type AuditMatter, evidenceScore, type Found, point } from '../../../src/analysis/audit/matter.ts';
import { surveyForm } from '../../../src/analysis/audit/survey-form.ts';
import { definitions, rightDefinition } from '../../../src/analysis/audit/survey-words.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { Audit } from '../../../src/model/audit/audit.ts';
import type { Answers, CompanyFunction, SurveyResponse, SurveyRound } from '../../../src/model/audit/survey.ts';
import type { Answer } from '../../../src/model/metric.ts';
import type { MetricId } from '../../../src/model/metric-words.ts';
import { nothing, number } from '../../support/audit-matter.ts';

const says = (
  of: CompanyFunction,
  respondent: number,
  answers: Answers,
  design: AuditMatter['design'] = null,
): SurveyResponse => ({
  respondent,
  function: of,
  isHead: false,
  form: surveyForm(design, { function: of, isHead: false, currency: 'RUB' }),
  answers,
  submitted: true,
});

const round = (responses: SurveyResponse[], codes: SurveyRound['codes'] = []): SurveyRound => ({
  id: '1',
  at: '2025-12-20T10:00:00Z',
  responses,
  codes,
});

const question = (audit: Audit, q: number): Audit['questions'][number] => {
  const found = audit.questions[q - 1];
  if (found === undefined) throw new Error(`there is no question ${q}`);
  return found;
};

describe('an audit of nothing', () => {
  const audit = Audit.parse(auditOf(nothing));

  it('scores 0 everywhere with what to bring, prices nothing and names no weakest link', () => {
    expect(audit.questions.map(({ q, evidence, survey, final }) => [q, evidence, survey, final])).toEqual(
      Array.from({ length: 10 }, (_, at) => [at + 1, 0, null, 0]),
    );
    expect(audit.total).toBe(0);
    expect(audit.weakest_link).toBeNull();
    for (const { evidenceReason, points, price } of audit.questions) {
      expect(evidenceReason.ru).toMatch(/^До 1 не хватает: ./);
      expect(evidenceReason.en).toMatch(/^To reach 1 it still takes: ./);
      expect(points.filter(({ level, holds }) => level === 1 && !holds && points.length > 0)).not.toEqual([]);
      expect([price?.low, price?.high]).toEqual([null, null]);
      expect(price?.missing).not.toEqual([]);
    }
  });

  it('still says what to do, in both languages and with a link', () => {
    for (const { actions } of audit.questions)
      for (const { title, why, owner, link } of actions) {
        for (const { ru, en } of [title, why, owner]) expect([ru, en]).not.toContain('');
        expect(link).toMatch(/^\//);
      }
    expect(audit.next).toHaveLength(3);
  });
});

describe('evidence', () => {
  const found = fc
    .array(fc.record({ level: fc.integer({ min: 1, max: 4 }), holds: fc.boolean() }), { maxLength: 12 })
    .map((points) =>
      points.map(
        ({ level, holds }, at): Found =>
          point({ code: `p${at}`, level, holds, text: { ru: '', en: '' }, needs: { ru: '', en: '' }, link: '/' }),
      ),
    );

  it('reaches a score only where all points of it and below hold, and more that holds never lowers it', () => {
    fc.assert(
      fc.property(found, (points) => {
        const score = evidenceScore(points);
        expect(points.every(({ level, holds }) => level > score || holds)).toBe(true);
        expect(evidenceScore(points.map((each) => ({ ...each, holds: true })))).toBeGreaterThanOrEqual(score);
      }),
      { numRuns: 100 },
    );
  });

  it('of CLTV is 1 by revenue, 2 by profit', () => {
    const bare = {
      ...nothing,
      counts: { ...nothing.counts, revenue: 1000, buyers: 5, buyersWithCosts: 4 },
      answers: [number('customers_active', 4, 'count')],
    };
    expect(question(auditOf(bare), 10).evidence).toBe(1);
    expect(question(auditOf({ ...bare, answers: [...bare.answers, number('cltv_fact', 90)] }), 10).evidence).toBe(2);
  });

  it('of ROS is no more than 1 while nobody is judged by it', () => {
    const design = demoBlueprint();
    const costs = [{ class: 'acquisition', function: 'sales', amount: 100, hours: 0 }].map((cost) => ({
      ...cost,
      ...{ channel: '', campaign: '', cell: '', staff: '', segment: '', process: '', asset: '', note: '' },
    })) as AuditMatter['facts']['costs'];
    const matter = {
      ...nothing,
      counts: { ...nothing.counts, revenue: 1000 },
      facts: { ...nothing.facts, costs },
      answers: [number('ros_investment', 0.4, 'ratio')],
    };
    const judged = structuredClone(design);
    for (const role of Object.values(judged.roles)) role.kpis = role.kpis.filter((kpi) => kpi !== 'ros_investment');
    expect(question(auditOf({ ...matter, design: judged }), 5).evidence).toBe(1);
    for (const role of Object.values(judged.roles)) if (role.function === 'sales') role.kpis = ['ros_investment'];
    expect(question(auditOf({ ...matter, design: judged }), 5).evidence).toBe(2);
  });
});

describe('the owner’s word', () => {
  const design = demoBlueprint();
  const word = (at: string) => [{ q: 1 as const, answer: 'вода под измерением', by: 'Игорь', at }];

  it('approves the idea while it is fresh, and makes the answer single-valued', () => {
    const fresh = question(auditOf({ ...nothing, design, confirmations: word('2025-11-01T10:00:00Z') }), 1);
    expect([fresh.evidence, fresh.unequivocal, fresh.unequivocalLacks]).toEqual([2, true, []]);
    const old = question(auditOf({ ...nothing, design, confirmations: word('2024-11-01T10:00:00Z') }), 1);
    expect([old.evidence, old.unequivocal, old.unequivocalLacks]).toEqual([1, false, ['evidence', 'fresh']]);
  });
});

describe('what staff say', () => {
  const right: Answers = { ros: { kind: 'choice', option: rightDefinition.ros } };
  const wrong: Answers = { ros: { kind: 'choice', option: definitions.ros[1].id } };

  it('lifts a question by at most one above evidence', () => {
    const all = round([1, 2, 3, 4].map((at) => says('sales', at, right)));
    expect(question(auditOf({ ...nothing, survey: all }), 5)).toMatchObject({ evidence: 0, survey: 4, final: 1 });
  });

  it('shows no detail of fewer than four answers, and no group of fewer', () => {
    const three = question(auditOf({ ...nothing, survey: round([1, 2, 3].map((at) => says('sales', at, wrong))) }), 5);
    expect(three.surveyResult).toMatchObject({ n: 3, accuracy: null, byFunction: [] });
    const five = round([...[1, 2, 3, 4].map((at) => says('sales', at, right)), says('owner', 5, wrong)]);
    expect(question(auditOf({ ...nothing, survey: five }), 5).surveyResult?.byFunction).toEqual([
      { function: 'sales', n: 4, score: 4 },
    ]);
  });

  it('far from what the owner says is a finding', () => {
    const apart = round([...[1, 2, 3, 4].map((at) => says('sales', at, wrong)), says('owner', 5, right)]);
    expect(question(auditOf({ ...nothing, survey: apart }), 5).findings.map(({ code }) => code)).toContain(
      'perception_gap',
    );
  });

  it('alike and not as it is written is a shared wrong idea', () => {
    const design = demoBlueprint();
    const answers: Answers = { idea: { kind: 'text', text: 'Дёшево и быстро' } };
    const people = [1, 2, 3, 4].map((at) => says('sales', at, answers, design));
    const codes = people.flatMap(({ respondent }) =>
      ['I1', 'I2', 'I3', 'I4'].flatMap((element) =>
        (['owner', 'second'] as const).map((rater) => ({
          respondent,
          item: 'idea' as const,
          element,
          rater,
          code: element === 'I1' ? (1 as const) : (0 as const),
        })),
      ),
    );
    const { findings, surveyResult } = question(auditOf({ ...nothing, design, survey: round(people, codes) }), 1);
    expect(surveyResult).toMatchObject({ accuracy: 0.25, consensus: 1, alpha: 1 });
    expect(findings.map(({ code }) => code)).toContain('shared_wrong_idea');
  });
});

describe('the weakest link', () => {
  const segment = {
    name: 'a',
    customers: 10,
    active: 10,
    newCustomers: 4,
    activated: 2,
    withoutResult: 2,
    lost: 0,
    wonBack: 0,
    revenue: 0,
    profitYear: 1200,
    entered: {},
  };
  const facts = { ...nothing.facts, segments: [segment] };
  const activated = [number('activation_rate', 0.5, 'ratio')];

  it('is the dearest weak answer a month', () => {
    const { weakest_link, questions } = auditOf({ ...nothing, hasFacts: true, facts, answers: activated });
    expect(questions[3]?.price).toMatchObject({ low: 100, high: 200, per: 'month' });
    expect(weakest_link).toMatchObject({ code: 'activation_lost', q: 4, money: { low: 100, high: 200, per: 'month' } });
  });

  it('is the lowest score, the earliest of several, where nothing can be priced', () => {
    expect(auditOf({ ...nothing, hasFacts: true }).weakest_link).toMatchObject({ q: 1, money: null });
  });
});

describe('prices from two files, with nothing designed', () => {
  const quarters = (metric: MetricId, values: number[]): Answer[] =>
    values.map((value, at) => {
      const from = `2025-${String(at * 3 + 1).padStart(2, '0')}-01`;
      return { ...number(metric, value), period: { from, to: from } };
    });
  const segment = {
    name: '',
    customers: 100,
    active: 50,
    newCustomers: 40,
    activated: 0,
    withoutResult: 40,
    lost: 50,
    wonBack: 0,
  };
  const matter: AuditMatter = {
    ...nothing,
    hasFacts: true,
    byQuarter: [
      ...quarters('customers_lost', [6, 9, 12, 15]),
      ...quarters('cost_acquisition', [3000, 3000, 3000, 6000]),
      ...quarters('customers_new', [15, 12, 12, 12]),
    ],
    facts: {
      ...nothing.facts,
      segments: [{ ...segment, revenue: 0, profitYear: 1200, entered: {} }],
      channels: [{ name: 'поиск', touches: 9, newCustomers: 40 }],
      costs: [
        ['поиск', 900],
        ['выставки', 2400],
      ].map(([channel, amount]) => ({ channel, amount, campaign: 'весна' })) as AuditMatter['facts']['costs'],
    },
  };
  const audit = auditOf(matter);

  it('compare losses with the best quarter’s, low with the second best’s', () => {
    // Quarters of 6, 9, 12 and 15: 18 above the best, 9 above the second, at 1,200 a year.
    expect(question(audit, 3).price).toMatchObject({ code: 'losses_above_best', low: 900, high: 1800 });
  });

  it('compare the cost of a new customer with the best quarter’s', () => {
    // 200 in the best; 250, 250 and 500 in the others.
    expect(question(audit, 9).price).toMatchObject({ code: 'cac_above_best', low: 250, high: 400 });
  });

  it('name channels that brought nobody', () => {
    expect(question(audit, 6).price).toMatchObject({ code: 'channels_without_customers', low: 200, high: 200 });
  });

  it('tell what processes lose that do not earn back their cost, and else what would have to be known', () => {
    const cost = (process: string, amount: number) => ({ process, amount, function: 'sales', hours: 10 });
    const costs = [cost('Опт', 1200), cost('Розница', 600), cost('', 600)] as AuditMatter['facts']['costs'];
    const ros = (process: string, value: number): Answer => ({
      ...number('ros_investment', value, 'ratio'),
      by: { process },
    });
    const facts = { ...matter.facts, costs };
    // Wholesale returns half of its 1,200.
    const losing = auditOf({ ...matter, facts, byProcess: [ros('Опт', -0.5), ros('Розница', 2)] });
    expect(question(losing, 5).price).toMatchObject({ code: 'processes_losing', low: 25, high: 50 });
    expect(question(losing, 7).price?.missing.map(({ en }) => en)).toEqual([
      'the history of deals’ stages (columns stage and stage_entered_at, a row for every stage)',
      'the process on sales costs (column process): of 30 hours in the year 20 hours have it',
    ]);
    const earning = auditOf({ ...matter, facts, byProcess: [ros('Розница', 2)] });
    expect(question(earning, 5).price).toMatchObject({ code: 'sales_return_unjudged', low: null });
    const untold = question(auditOf({ ...matter, facts }), 5).price?.missing[0]?.en.replaceAll('\u00a0', ' ');
    expect(untold).toMatch(/of ₽2,400 in the year without shared cost ₽1,800 have it/);
  });

  it('take a forecast for checked only where enough was bought to tell, and by how little it missed', () => {
    const checked = (expected: number, actual: number) => {
      const forecastCheck = {
        from: '2024-12-31',
        until: '2025-12-30',
        customers: 5000,
        isSample: true,
        expected,
        actual,
      };
      return question(auditOf({ ...matter, forecastCheck }), 10).points.find(({ code }) => code === 'forecast_checked');
    };
    expect(checked(110, 100)).toMatchObject({ holds: true, value: expect.closeTo(0.1, 9) });
    expect(checked(125, 100)).toMatchObject({ holds: false, value: 0.25 });
    expect(checked(99, 99)).toMatchObject({ holds: false, value: null });
  });

  it('do not take everybody for one without a result where results are not recorded', () => {
    expect(question(audit, 4).price).toMatchObject({ low: null, high: null });
    expect(question(audit, 4).price?.text.en).toContain('not seen yet');
  });

  it('blame no campaign for not being on a journey that is not drawn', () => {
    expect(question(audit, 8).price).toMatchObject({ low: null, high: null });
  });

  it('and name the dearest', () => {
    expect(audit.weakest_link).toMatchObject({ code: 'losses_above_best', q: 3, where: ['stages:lost'] });
  });
});
