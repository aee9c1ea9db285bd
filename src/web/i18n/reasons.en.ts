import type { Note, Reason } from '../../model/metric-words.ts';

/** Why there is no number: a short word, a sentence, and what to do about it. */
export const reasonsEn: Record<Reason, { short: string; text: string; todo: string }> = {
  no_data: {
    short: 'no data',
    text: 'There are no facts in this period to compute the number from.',
    todo: 'Choose another period or bring the missing files.',
  },
  no_denominator: {
    short: 'nothing to divide by',
    text: 'Not one of the events the sum is divided by happened in the period, so a cost per one can’t be named.',
    todo: 'Take a longer period, or check that these events are recorded.',
  },
  insufficient_n: {
    short: 'too few cases',
    text: 'There are too few cases: the number would be chance.',
    todo: 'Take a longer period or remove the filter.',
  },
  insufficient_periods: {
    short: 'too few periods',
    text: 'There are too few periods to see how customers leave.',
    todo: 'Bring in a longer history, or come back to the forecast later.',
  },
  no_dropout: {
    short: 'nobody seen to leave',
    text: 'These data do not show that anybody leaves: a model in which customers leave explains them no better than one in which they do not.',
    todo: 'Bring in a longer history: leaving is seen when a pause is longer than usual.',
  },
  ridge: {
    short: 'spread can’t be told',
    text: 'These data can’t tell one spread between customers from another, so the model has no parameters.',
    todo: 'Take more customers, a longer history or another model.',
  },
  spend_follows_frequency: {
    short: 'spend follows frequency',
    text: 'Spend goes together with how often customers buy, and the model of spend takes them as independent.',
    todo: 'Divide customers into segments within which spend does not hang on frequency.',
  },
  not_defined_by: {
    short: 'not defined this way',
    text: 'The metric has no meaning along this dimension.',
    todo: 'Choose another dimension or look at the metric as a whole.',
  },
  no_margin: {
    short: 'no cost of goods',
    text: 'The cost of part of what was sold is not known, so profit can’t be computed.',
    todo: 'Add the cost of goods: a column cogs in order lines or cogs_rate in products.',
  },
  no_rate: {
    short: 'no exchange rate',
    text: 'There are amounts in a currency that has no rate for these days.',
    todo: 'Bring a rates file with this currency.',
  },
  no_costs: {
    short: 'no costs',
    text: 'No costs of this kind are recorded in the period.',
    todo: 'Bring a costs file or type them in under Data.',
  },
  no_result_events: {
    short: 'results not recorded',
    text: 'The data has no events that show a customer got a result.',
    todo: 'Name the events that show a customer got a result: in the setting “Result events” or the column result_kind of products.',
  },
  no_payments: {
    short: 'no payments',
    text: 'No payments were brought, so the time to payment is not known.',
    todo: 'Bring a payments file or a bank statement.',
  },
  no_hours: {
    short: 'no hours',
    text: 'People’s working hours are not recorded.',
    todo: 'Add hours to costs or interactions, or type in people’s shares of time under Data.',
  },
  not_configured: {
    short: 'not set up',
    text: 'A setting needed for this number is still missing.',
    todo: 'Open Data → Settings: it says there what to fill in.',
  },
  not_recoverable: {
    short: 'never pays back',
    text: 'The outlay does not pay back: profit gathered never reaches the cost.',
    todo: 'Look at what one customer’s cost and profit are made of.',
  },
  divergent: {
    short: 'does not converge',
    text: 'With these values the sum grows without limit; there is no finite number.',
    todo: 'Check retention and the discount rate in the settings.',
  },
  not_reached: {
    short: 'more than half still under way',
    text: 'Less than half of the cases ended while they were watched, so there is no median yet.',
    todo: 'Come back later or take a longer period.',
  },
  before_first_fact: {
    short: 'before the first data',
    text: 'The period is earlier than the first fact brought in.',
    todo: 'Choose a later period or bring the history.',
  },
  after_as_of: {
    short: 'not yet happened',
    text: 'The period begins after the day the numbers are known at.',
    todo: 'Choose an earlier period.',
  },
};

/** What a reader should know about a number that is there. */
export const notesEn: Record<Note, { short: string; text: string }> = {
  small_n: { short: 'few cases', text: 'Computed from few cases: look at the interval, not at the point.' },
  unallocated_cost: {
    short: 'some costs not allocated',
    text: 'Part of the costs could not be given to any kind of work.',
  },
  assumed_margin: { short: 'margin assumed', text: 'For some lines the cost of goods is that of the product family.' },
  partial_period: { short: 'period incomplete', text: 'There is no data for the whole of the period.' },
  month_cost_cut: {
    short: 'monthly costs cut',
    text: 'The period cuts a month; costs given for the month are taken by share of days.',
  },
  attempts_not_recorded: {
    short: 'win-back attempts not recorded',
    text: 'Attempts to win customers back are not recorded, so all lost ones are taken.',
  },
  hours_from_interactions: {
    short: 'hours from interactions',
    text: 'Costs carry no hours; those written on interactions are used.',
  },
  left_truncated: { short: 'beginning not seen', text: 'Some customers are older than the first data.' },
  attribution_rule: {
    short: 'by an attribution rule',
    text: 'The number depends on the rule that gives a result to a channel or a process.',
  },
  survivor_bias: {
    short: 'only survivors seen',
    text: 'Those who left earlier are not in the data, so the number may be too high.',
  },
  by_model: {
    short: 'by a model of purchases',
    text: 'A model of this segment’s purchases tells the number: which one, and how far it came true, is on the Forecast page.',
  },
  by_contract_model: {
    short: 'by a model of contracts',
    text: 'A model of how this segment’s contracts are renewed tells the number: which one, and how far it came true, is on the Forecast page.',
  },
  by_both_models: {
    short: 'by models of purchases and of contracts',
    text: 'Two models tell the number together: one of this segment’s purchases without a contract, one of how its contracts are renewed. A new customer comes to each kind as often, and as late, as customers have. Which models, and how far they came true, is on the Forecast page.',
  },
  formula_pending: {
    short: 'by formula: models pending',
    text: 'Models are not worked out for these data yet; the formula of measured retention stands until then. Open Forecast, or run conveyor forecast cltv.',
  },
  formula_past: {
    short: 'by the retention formula',
    text: 'Models speak of the future from the as-of day on. Past periods and numbers month by month go by the formula of measured retention.',
  },
  formula_parts: {
    short: 'by formula: models are of segments',
    text: 'Segments have models. The whole company and other dimensions go by the formula of measured retention.',
  },
  formula_segment: {
    short: 'by formula: no model',
    text: 'No model of purchases speaks of the segment: under 200 customers who buy without a contract, the model refused, or a rule without a model came nearer. Forecast says which.',
  },
  formula_contracts: {
    short: 'by formula: contracts and purchases',
    text: 'The segment lives on contracts and on purchases without one. Two models tell it together, but only where both speak. Here not both do: which, and why, its own note says. The formula of measured retention stands instead.',
  },
  formula_renewals: {
    short: 'by formula: renewals too few',
    text: 'No model of contracts speaks of the segment: under 100 contracts, no third renewal seen, nobody left yet, or a contract has no end or no price. Forecast says which.',
  },
  open_period: { short: 'period still open', text: 'The period is not over yet: the number will change.' },
  channel_unknown: {
    short: 'channel partly unknown',
    text: 'Some customers have no channel; they count as one unknown channel.',
  },
  unassigned: { short: 'part not assigned', text: 'Part of the sum belongs to no value of this dimension.' },
};
