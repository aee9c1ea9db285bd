import { defaultStages } from '../../analysis/blueprint/defaults/stages.ts';
import { type Part, placed, words } from '../../analysis/blueprint/defaults/writing.ts';
import type { DesignedStage, RaciLetter } from '../../model/blueprint/organisation.ts';
import { winbackKinds } from '../after-purchase.ts';
import { qualifiedKinds } from '../before-purchase.ts';
import { resultKinds } from '../products.ts';
import { atRiskAfterDays, lostAfterDays } from '../targets.ts';

type Letters = Record<string, RaciLetter>;

/**
 * Who answers for what today. Two stages have doers and nobody who answers: new customers, whom engineers start and the service reports to,
 * and win-back, which two people do between other things.
 */
const zones: readonly (readonly [stages: readonly DesignedStage[], roles: Letters, segment?: string])[] = [
  [
    ['market', 'audience'],
    {
      marketing_head: 'A',
      content: 'R',
      performance: 'R',
      sales_head: 'C',
      rep_horeca: 'I',
      success: 'C',
      analyst: 'C',
    },
  ],
  [
    ['contact', 'qualified'],
    {
      marketing_head: 'A',
      content: 'R',
      performance: 'R',
      sales_head: 'C',
      rep_horeca: 'R',
      rep_production: 'R',
      rep_home: 'R',
      analyst: 'C',
    },
  ],
  [
    ['opportunity'],
    {
      sales_head: 'A',
      rep_horeca: 'R',
      rep_production: 'R',
      back_office: 'R',
      onboarding: 'C',
      marketing_head: 'C',
      content: 'C',
      service: 'C',
      analyst: 'I',
    },
  ],
  [['opportunity'], { ecom: 'A', rep_home: 'R', marketplace: 'R', marketing_head: 'C' }, 'S1'],
  [['opportunity'], { dealer_manager: 'A', partner_manager: 'R', sales_head: 'C' }, 'S4'],
  [
    ['new'],
    {
      onboarding: 'R',
      service: 'R',
      sales_head: 'C',
      rep_horeca: 'C',
      content: 'C',
      marketing_head: 'I',
      analyst: 'I',
    },
  ],
  [
    ['activated', 'regular'],
    {
      success: 'A',
      service: 'R',
      content: 'R',
      onboarding: 'C',
      key_account: 'C',
      marketing_head: 'C',
      sales_head: 'I',
      analyst: 'C',
    },
  ],
  [['activated', 'regular', 'developed'], { dealer_manager: 'A', service: 'R', sales_head: 'C' }, 'S4'],
  [
    ['developed'],
    {
      key_account: 'A',
      rep_horeca: 'R',
      rep_production: 'R',
      success: 'R',
      content: 'R',
      marketing_head: 'C',
      sales_head: 'C',
      service: 'C',
    },
  ],
  [
    ['advocate'],
    {
      marketing_head: 'A',
      content: 'R',
      success: 'R',
      key_account: 'R',
      sales_head: 'C',
      rep_horeca: 'C',
      analyst: 'I',
    },
  ],
  [['at_risk'], { success: 'A', service: 'R', key_account: 'R', marketing_head: 'I', sales_head: 'I', analyst: 'C' }],
  [['lost'], { cco: 'A', analyst: 'R', success: 'C', sales_head: 'I' }],
  [['winback'], { rep_home: 'R', service: 'R', success: 'C', marketing_head: 'C', content: 'R', analyst: 'C' }],
];

const zonePart: NonNullable<Part['zones']> = Object.fromEntries(
  zones.flatMap(([stages, roles, segment]) =>
    stages.map((stage) => [
      segment === undefined ? stage : `${stage}-${segment}`,
      { stage, roles, ...(segment === undefined ? {} : { segment }) },
    ]),
  ),
);

/** Evidence and windows are those the workspace is set to, so that publishing the design changes no number. */
const stages: NonNullable<Part['stages']> = {
  ...defaultStages,
  qualified: { ...defaultStages.qualified, kinds: [...qualifiedKinds] },
  opportunity: { ...defaultStages.opportunity, target: 0.45 },
  new: {
    ...defaultStages.new,
    target: 0.9,
    bySegment: { S1: { target: 0.88 }, S2: { target: 0.95 }, S3: { target: 0.95 }, S4: { target: 0.95 } },
  },
  activated: { ...defaultStages.activated, kinds: [...resultKinds] },
  regular: {
    ...defaultStages.regular,
    target: 0.82,
    bySegment: { S1: { target: 0.8 }, S2: { target: 0.88 }, S3: { target: 0.9 }, S4: { target: 0.92 } },
  },
  advocate: { ...defaultStages.advocate, kinds: ['referral_recorded'], target: 0.1 },
  at_risk: { ...defaultStages.at_risk, windowDays: atRiskAfterDays, target: 0.85 },
  lost: { ...defaultStages.lost, windowDays: lostAfterDays },
  winback: { ...defaultStages.winback, kinds: [...winbackKinds], target: 0.3 },
};

/** One pipeline for first, regular and development deals: all there is today. */
const processes: NonNullable<Part['processes']> = {
  pipeline: {
    name: words('Воронка', 'Pipeline'),
    names: ['Воронка'],
    journey: 'funnel',
    cells: ['f01', 'f02', 'f03', 'f04', 'f05', 'f06'],
    stages: ['opportunity'],
    owner: 'sales_head',
    trigger: words('Заявка', 'A request'),
    outcome: words('Договор и оплата', 'Contract and payment'),
    metric: 'win_rate',
    isToday: true,
    place: 1,
  },
};

const tools: NonNullable<Part['tools']> = placed({
  crm: {
    name: words('CRM и связь', 'CRM and telephony'),
    cells: ['c06', 'c08', 'c10', 'c11', 'p05', 'p08', 'd02', 'h06', 'w01'],
    monthlyCost: 20_300,
    isToday: true,
  },
  mailing: {
    name: words('Сервис рассылок', 'Mailing service'),
    cells: ['h09', 'h10', 'w02', 'd04'],
    monthlyCost: 3_000,
    isToday: true,
  },
  analytics: {
    name: words('Веб-аналитика', 'Web analytics'),
    cells: ['c01', 'c02', 'h01', 'h02', 'p01'],
    monthlyCost: 0,
    isToday: true,
  },
  laboratory: {
    name: words('Лаборатория и приборы', 'Laboratory and meters'),
    cells: ['c03', 'c07', 'c12', 'c13', 'h04', 'p03', 'p09', 'w03'],
    isToday: true,
  },
  edo: { name: words('ЭДО', 'E-documents'), cells: ['c11', 'p08'], isToday: true },
  shop: { name: words('Интернет-магазин', 'Online shop'), cells: ['c03', 'h03', 'h04', 'h07'], isToday: true },
});

/** What is made once. Nothing here is for the head barista at the criteria: that is missing. */
const assets: NonNullable<Part['assets']> = placed({
  articles: {
    name: words('Статьи, гид и калькулятор', 'Articles, the guide and the calculator'),
    names: ['Статьи, гид и калькулятор'],
    cost: 900_000,
    inServiceAt: '2023-03-01',
    lifeMonths: 36,
    owner: 'content',
  },
  kit_box: {
    name: words('Экспресс-набор с памяткой', 'Test kit with a note'),
    kind: 'playbook',
    cost: 120_000,
    inServiceAt: '2023-06-01',
    lifeMonths: 48,
    owner: 'ecom',
  },
  roaster_kit: {
    name: words('Памятка обжарщика и купон', 'Roaster’s leaflet and coupon'),
    kind: 'partner',
    cost: 60_000,
    inServiceAt: '2024-02-01',
    lifeMonths: 24,
    owner: 'partner_manager',
  },
  pilot_unit: {
    name: words('Переносные установки для пилотов', 'Portable pilot units'),
    kind: 'automation',
    cost: 380_000,
    inServiceAt: '2023-09-01',
    lifeMonths: 60,
    owner: 'onboarding',
  },
  tco_sheet: {
    name: words('Расчёт стоимости владения', 'Cost of ownership sheet'),
    kind: 'playbook',
    cost: 90_000,
    inServiceAt: '2024-01-15',
    lifeMonths: 24,
    owner: 'sales_head',
  },
  cases: {
    name: words('Кейсы клиентов', 'Customer cases'),
    cost: 150_000,
    inServiceAt: '2024-04-01',
    lifeMonths: 24,
    owner: 'content',
  },
  contract_form: {
    name: words('Типовой договор и ЭДО', 'Standard contract and e-documents'),
    kind: 'playbook',
    cost: 40_000,
    inServiceAt: '2023-02-01',
    lifeMonths: 36,
    owner: 'back_office',
  },
  start_guide: {
    name: words('План ночного монтажа', 'Night installation plan'),
    kind: 'playbook',
    cost: 30_000,
    inServiceAt: '2023-10-01',
    lifeMonths: 36,
    owner: 'onboarding',
  },
  report_form: {
    name: words('Отчёт о замере на страницу', 'One-page measurement report'),
    kind: 'data',
    cost: 45_000,
    inServiceAt: '2024-03-01',
    lifeMonths: 36,
    owner: 'service',
  },
  dealer_course: {
    name: words('Курс монтажника', 'Installer’s course'),
    cost: 110_000,
    inServiceAt: '2024-05-01',
    lifeMonths: 36,
    owner: 'dealer_manager',
  },
});

export const organisation: Part = { zones: zonePart, stages, processes, tools, assets };
