import type { Sentence } from '../../model/problem.ts';

/** More customers than this are told without bounds of their own: there are as many futures of each to draw. */
export const mostBounded = 20_000;

const noteTexts = {
  no_holdout: {
    ru: 'История короче трёх месяцев: сравнить прогноз с тем, что было потом, не на чем.',
    en: 'The history is shorter than three months: there is nothing to compare the forecast with.',
  },
  same_days: {
    ru: 'История короче восьми месяцев: способ выбран по тем же дням, по которым проверен, поэтому проверка ему льстит.',
    en: 'The history is shorter than eight months: the way was chosen on the days it is checked on, so the check flatters it.',
  },
  no_bounds: {
    ru: `Клиентов больше ${mostBounded}: интервал у каждого не считается, у сегментов — считается.`,
    en: `There are more than ${mostBounded} customers: each has no interval of its own, segments have.`,
  },
  no_dropout: {
    ru: 'В этих данных не видно, чтобы клиенты уходили: модели с уходом объясняют покупки не лучше модели, в которой не уходит никто. Сколько клиентов ещё с вами, по ним не сказать; где заказы предсказывает NBD, они ожидаются так, как если бы все остались, и это верхняя граница.',
    en: 'These data do not show customers leaving: models in which they do explain the purchases no better than one in which nobody does. How many are still with you can’t be told from them; where NBD tells the orders they are expected as if all stayed, which is an upper bound.',
  },
  one_timers: {
    ru: 'Купившие один раз: модель не видит, ушли ли они; показано среднее по тем, кто возвращался.',
    en: 'Customers of one purchase: the model can’t see whether they left; the mean of those who came again is shown.',
  },
  rule: {
    ru: 'Где ни одна модель не оказалась точнее правила без модели, сколько купят, говорит правило, без интервала, а кто ещё с вами — лучшая из моделей.',
    en: 'Where no model came nearer than a rule without one, the rule tells how much, without an interval, and the best of the models who is still with you.',
  },
  of_all: {
    ru: 'У некоторых сегментов нет своей модели, или модель всех клиентов была для них заведомо точнее: о них говорит она, а границы раздвинуты на столько, на сколько она ошиблась в них прежде.',
    en: 'Some segments have no model of their own, or that of all customers was surely nearer: it tells of them, in bounds wider by how far off it was for them before.',
  },
  spend_alike: {
    ru: 'Где чеки одного клиента или самих клиентов почти одинаковы, их разброс не оценить: взят предельный случай, в котором они одинаковы.',
    en: 'Where a customer’s orders, or customers, are nearly alike, how far they differ can’t be told: the limit in which they are alike is taken.',
  },
  left_out: {
    ru: 'Сегменты, для которых прогноза нет, в сумму не входят.',
    en: 'Segments without a forecast are left out of the sum.',
  },
  survivor_bias: {
    ru: 'Удержание взято одно на всех, а договоры разного возраста: для новых договоров оно завышено: из старых те, кто склонен уходить, уже ушли.',
    en: 'One retention is taken for contracts of several ages: it is too high for new ones, since those likely to leave have left the old ones.',
  },
  contract_value: {
    ru: 'Стоимость договоров — плата по действующим до их конца и по ожидаемым продлениям, по нынешней цене.',
    en: 'The value of contracts is what is paid under those in force to their end and under renewals expected, at the present price.',
  },
  no_contract_price: {
    ru: 'У некоторых договоров цена не известна (нет курса): деньги не сказаны.',
    en: 'The price of some contracts is not known (no rate): money is not told.',
  },
  without_end: {
    ru: 'Есть договоры без срока окончания: когда их продлевать, неизвестно, поэтому в прогноз они не входят, а стоимость клиентов их сегментов говорит формула.',
    en: 'There are contracts without an end: nothing tells when they are due, so they take no part, and the worth of customers of their segments goes by the formula.',
  },
  revenue: {
    ru: 'Стоимость — выручка будущих заказов без договоров, без вычета себестоимости и затрат.',
    en: 'The value is the revenue of orders to come without contracts, before the cost of goods and other costs.',
  },
} satisfies Record<string, Sentence>;

export const note = (code: keyof typeof noteTexts): { code: string; text: Sentence } => ({
  code,
  text: noteTexts[code],
});
