import { type Part, ways, words } from '../../analysis/blueprint/defaults/writing.ts';

type Cells = NonNullable<Part['cells']>;

const step = (
  state: string,
  touchpoint: string,
  goal: readonly [string, string],
  question: readonly [string, string],
  ours: readonly [string, string],
  more: Partial<Cells[string]>,
): Cells[string] => ({
  journey: 'funnel',
  state,
  touchpoint,
  goal: words(...goal),
  question: words(...question),
  ourAction: words(...ours),
  responsible: 'rep_horeca',
  accountable: 'sales_head',
  costClass: 'acquisition',
  stage: 'opportunity',
  ...more,
});

/** How a café is sold to by the CRM's pipeline: what our people do, from the first request to the payment, with nothing before and after. */
export const funnelJourney: Part = {
  journeys: {
    funnel: {
      name: words('Воронка CRM', 'CRM pipeline'),
      segment: 'S2',
      salesTypes: ['direct', 'partner'],
      mode: 'legacy',
      states: ['D4', 'D5', 'D6'],
      touchpoints: ['funnel_request', 'funnel_task', 'pilot', 'quote', 'funnel_agreement', 'contract'],
      note: words(
        'Как продают сейчас: шесть этапов наших действий для всех сделок подряд. Нужна, чтобы сравнить с путём J2.',
        'The way it is sold now: six steps of our own work for all deals alike. Here to be compared with J2.',
      ),
      place: 6,
    },
  },
  cells: {
    f01: step(
      'D4',
      'funnel_request',
      ['Чтобы перезвонили', 'Be called back'],
      ['«Сколько стоит фильтр?»', '“What is a filter?”'],
      ['Перезваниваем в порядке очереди', 'Call back in turn'],
      { hoursPerVisit: 0.5, volumeMonth: 22 },
    ),
    f02: step(
      'D4',
      'funnel_task',
      ['Объяснить, что нужно', 'Explain what is needed'],
      ['«Что вам рассказать?»', '“What should I tell you?”'],
      ['Заполняем карточку сделки', 'Fill in the deal’s card'],
      { hoursPerVisit: 1, volumeMonth: 19, force: 'habit' },
    ),
    f03: step(
      'D5',
      'pilot',
      ['Посмотреть, работает ли', 'See whether it works'],
      ['«Покажете?»', '“Will you show it?”'],
      ['Ставим пилот всем, кто попросит', 'Set a pilot for whoever asks'],
      { hoursPerVisit: 6, volumeMonth: 18, visitKinds: ['pilot_start'] },
    ),
    f04: step(
      'D5',
      'quote',
      ['Получить цену', 'Get the price'],
      ['«Какая цена?»', '“What is the price?”'],
      ['Отправляем прайс', 'Send the price list'],
      { hoursPerVisit: 1, volumeMonth: 14, visitKinds: ['quote_sent'] },
    ),
    f05: step(
      'D6',
      'funnel_agreement',
      ['Согласовать внутри', 'Agree inside'],
      ['«Когда ответите?»', '“When do you answer?”'],
      ['Звоним раз в неделю: «Ну что, решили?»', 'Call weekly: “Have you decided?”'],
      { hoursPerVisit: 2, volumeMonth: 10 },
    ),
    f06: step(
      'D6',
      'contract',
      ['Подписать', 'Sign'],
      ['«Где подписать?»', '“Where do I sign?”'],
      ['Выставляем счёт', 'Send the invoice'],
      { hoursPerVisit: 1, volumeMonth: 8, exitKinds: ['first_payment'] },
    ),
  },
  edges: ways('funnel', [
    ['stage:contact', 'f01'],
    ['f01', 'f02', 0.9],
    ['f02', 'f03', 0.8],
    ['f03', 'f04', 0.75],
    ['f04', 'f05', 0.7],
    ['f05', 'f06', 0.6],
    ['f06', 'stage:new', 1],
    ['f05', 'stage:lost', 0.4, 30, { kind: 'loss' }],
  ]),
};
