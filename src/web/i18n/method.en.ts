/** What each part of the design is in the method: the source's own words in quotes (translated), and apart from them what the product adds. */
export const methodEn = {
  summary: 'Why the method has this, how to fill it in, an example',
  labels: {
    says: 'The method’s words',
    why: 'Why now',
    how: 'How to fill it in',
    example: 'Example',
    ours: 'Our interpretation',
  },
  inputs: {
    says: '“What the design starts from… follows from the Idea of the business… the systems ‘Market’, ‘Offer’ and ‘Goals’.” (translated)',
    why: 'The journey rests on them: whose it is, what they are unhappy with, what they want. When an input changes, the cells that rest on it go stale.',
    how: 'Three to six short answers about the idea; segments with a rule that is tested on your data; personas and who decides; a goal as a number, with a day and an owner.',
    example:
      'Segment “Cafés”: trade code 56, up to 15 outlets. Persona: Ilya, head barista, afraid that the taste drifts and he is blamed. Goal: activation rate from 79% to 90% by the end of 2026.',
    ours: 'The five elements of the idea, committee roles with weights, the rule “an input changed, the cell is stale”.',
  },
  offer: {
    says: '“…certain products and services of the value pyramid are sold, which let the customer reach more and more ambitious goals step by step.” (translated)',
    why: 'Repeat sales go by rungs: after the first purchase the journey leads the customer to the next one.',
    how: 'From the bottom up: what is bought first, which goal of the customer it serves, price, margin, what is needed before, and which event proves the result.',
    example:
      '“Water test” (₽4,900, margin 55%) opens “Turnkey system” (₽185,000, 34%). The customer’s goal: a stable reading; proved by a measurement in the norm on day 30.',
    ours: 'The result event of a rung, and the reckoning of what an offer is worth to the customer.',
  },
  journeys: {
    says: '“The customer’s process of deciding, from the stage of dissatisfaction… to confidence in the right choice and recommending to others”, “multiplied” by “the process of interaction with your company”. (translated)',
    why: '“First the customer’s journey, and only then the organisation of marketing and sales”: processes, roles, channels and budget follow from the cells.',
    how: 'Columns are states of the decision, rows are touchpoints. A cell holds the customer’s question, the barrier, our argument and proof, who does it and who answers, the event that shows it, and what comes next. Loops and entries anywhere are normal; a journey has no end.',
    example:
      '“Criteria” × “consultation”: “How to choose?” The argument: standards, and your own protocol. A rep does it, the head of sales answers. Seen by the event spec_agreed; half go on to a pilot.',
    ours: 'Fourteen states, fifteen sides of a cell, and the ladder of testing from draft to confirmed.',
  },
  stages: {
    says: '“…only where there is a clear description of the customer’s whole lifecycle.” (translated)',
    why: 'The journey tells what a customer decides, the stage what ties them to you. The five costs are counted by stage, and each has one owner.',
    how: 'For a stage: the event it begins with and what ends it, who answers, a metric and a target. The second tab says which events of your data prove what; what would change is shown before you save.',
    example:
      '“New customer” begins with the first paid deal and ends with the result event. Customer success answers; the metric is the activation rate, the target 90%.',
    ours: 'The set of stages, the signs of “at risk” and “lost”, the weight of events as evidence.',
  },
  rules: {
    says: '“If one first thinks through… the whole customer’s journey” “and tests it in practice.” (translated)',
    why: 'Without rules a cell stays words: a rule says which event of your data proves a visit of a touchpoint and where the customer’s decision stands.',
    how: 'Begin with the frequent events without a rule at the bottom: one press makes an event a rule. The first rule that fits takes an event, so the special stands above the general. How many events of your history each takes is seen at once; rules count once they are published.',
    example:
      'An interaction of kind spec_agreed → the touchpoint “Spec checklist”, the state “Setting criteria” with weight 0.9. The deal stage “Quote sent” → “Evaluating options” with 0.5: weak evidence.',
    ours: 'Weights of evidence from −1 to 1 and the order of rules; the method only says to test the journey in practice.',
  },
  responsibility: {
    says: '“…quite other… ‘roles and zones of responsibility’ will be needed.” (translated)',
    why: 'With journeys and stages described one sees where nobody answers for the work, and where two do.',
    how: 'A row is a stage and segment, a column a role. Set exactly one A (answers for the result) and at least one R (does it); C is asked, I is told. Letters can be typed.',
    example:
      '“New customer” · all segments: A for “Customer success”, R for “Onboarding engineer”, C for “Sales head”.',
    ours: 'The letters of RACI and the rule that a segment’s row goes before the row for all.',
  },
  people: {
    says: '“…much labour”, “demands additional competences and constant diligence of managers.” (translated)',
    why: 'Hours follow from the cells: one sees how many people it really takes and who lacks them.',
    how: 'Add people with their time by role. For a role check working hours, leave, meetings and the part to be planned: 70–85% where customers wait for an answer.',
    example:
      '180 customers × 1.2 hours of care and 6 onboardings × 14 hours are 300 hours. One person has 115 a month: 2.6 positions, that is three people.',
    ours: 'Little’s law, Erlang C, the ramp of a newcomer and the advice which cell to automate.',
  },
  needed: {
    says: '“…quite other processes of marketing and sales will be needed”, “organisational structures”, “channels”, “tools and directions of investment.” (translated)',
    why: 'This is the organisation that follows from the journey. What no journey asks for stands under “Stop”.',
    how: 'Read from the top: first the difference to what there is, then the six steps it follows in. Every line has the cells it comes from: press one to mend the cell itself.',
    example:
      'Cells c06–c11 of the café make one process, “Opportunity”: the sales head answers, a rep, an engineer and the back office do it, 278 hours a month.',
    ours: 'The order of the steps, five to nine people under a head, and materials shared over their life.',
  },
  organisation: {
    says: '“…quite other processes of marketing and sales will be needed”, “organisational structures”, “roles and zones of responsibility”, “channels of promotion” “and actions”. (translated)',
    why: 'People and money are reckoned from the cells and not from who is there already: so you see what is empty, what is needless and how many positions it takes.',
    how: 'Begin at the top of “What to mend”. On responsibility: one letter A for a stage and segment. On people: who holds which role with what share of their time. The last tab: what to add, keep, change and stop.',
    example:
      'Nobody answers for “New customer” at cafés, and 20.8% of new customers never reach a result. An A for “Customer success” settles the finding, and the tab of people shows whether its hours suffice.',
    ours: 'The grid of responsibility with its checks, the reckoning of positions (Little’s law, Erlang C, ramp), and the price of findings.',
  },
  versions: {
    says: '“If the whole customer’s journey is first thought through…” “and tested in practice”. (translated)',
    why: 'A draft changes no number. The published version moves stages, owners and targets on Conveyor; earlier periods remember theirs.',
    how: 'Read what the draft changes, say who you are and why, publish. Any two versions compare in words and on the journey, and any can be restored.',
    example:
      'Anna publishes version 2: “starting up has an owner now”. The difference: stage “New customer”, answers “Customer success”.',
    ours: 'Versions, the draft and the merging of several people’s edits are how the program works: the method says nothing of them.',
  },
};
