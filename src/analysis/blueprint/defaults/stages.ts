import { type Part, words } from './writing.ts';

/**
 * Stages of the customer's life as a company usually means them: what proves that one begins and ends, whose cost it is, and the number it
 * is led by (§4.3).
 *
 * Evidence in words; interaction kinds and windows are left to the workspace, so that taking these changes no number.
 */
export const defaultStages: NonNullable<Part['stages']> = {
  market: {
    name: words('Рынок', 'Market'),
    entry: words('Подходит под сегмент, касаний ещё не было', 'Fits a segment, no touch yet'),
    exit: words('Любое первое касание', 'Any first touch'),
    costClass: 'acquisition',
    metric: 'nmc',
  },
  audience: {
    name: words('Аудитория', 'Audience'),
    entry: words('Визит без имени или подписка', 'A visit without a name, or a subscription'),
    exit: words('Человек назвался', 'The person is known by name'),
    costClass: 'acquisition',
    metric: 'paid_search_share',
  },
  contact: {
    name: words('Контакт', 'Contact'),
    entry: words('Известен человек: имя и как с ним связаться', 'A known person who can be reached'),
    exit: words('Подходит нам или отклонён', 'Qualified or declined'),
    costClass: 'acquisition',
    metric: 'unit_cost_acquisition',
  },
  qualified: {
    name: words('Подходит', 'Qualified'),
    entry: words(
      'Подходит под правило сегмента и понимает свою проблему и цель',
      'Fits the segment rule and knows its problem and goal',
    ),
    exit: words('Открыта сделка или потерян', 'A deal is opened, or it is lost'),
    costClass: 'acquisition',
    metric: 'unit_cost_acquisition_direct',
  },
  opportunity: {
    name: words('Сделка', 'Opportunity'),
    entry: words('Названа потребность, обсуждаются критерии', 'The need is named, criteria are being set'),
    exit: words('Выиграна или проиграна', 'Won or lost'),
    costClass: 'acquisition',
    metric: 'win_rate',
  },
  new: {
    name: words('Новый клиент', 'New customer'),
    entry: words('Первая оплаченная сделка', 'The first paid deal'),
    exit: words(
      'Событие результата: клиент получил то, ради чего купил',
      'The result event: what it bought for has happened',
    ),
    costClass: 'activation',
    metric: 'activation_rate',
  },
  activated: {
    name: words('Вышел на результат', 'Activated'),
    entry: words('Событие результата', 'The result event'),
    exit: words('Повторная покупка', 'A repeat purchase'),
    costClass: 'retention',
    metric: 'unit_cost_retention',
  },
  regular: {
    name: words('Постоянный', 'Regular'),
    entry: words('Хотя бы одна регулярная сделка', 'At least one regular deal'),
    exit: words('Сделка на развитие или угроза ухода', 'A development deal, or a risk of leaving'),
    costClass: 'retention',
    metric: 'retention_rate',
  },
  developed: {
    name: words('Развивающийся', 'Developed'),
    entry: words('Хотя бы одна сделка на развитие', 'At least one development deal'),
    exit: words('Угроза ухода', 'A risk of leaving'),
    costClass: 'development',
    metric: 'rr_development',
  },
  advocate: {
    name: words('Рекомендует', 'Advocate'),
    entry: words('Рекомендация, отзыв или кейс', 'A referral, a review or a case'),
    exit: words('12 месяцев тишины', '12 months of silence'),
    costClass: 'retention',
    metric: 'referral_rate',
  },
  at_risk: {
    name: words('Под угрозой', 'At risk'),
    entry: words('Срок заказа прошёл или клиент сомневается', 'An order is overdue, or the customer doubts'),
    exit: words('Купил снова или потерян', 'Bought again, or lost'),
    costClass: 'retention',
    metric: 'logo_retention',
  },
  lost: {
    name: words('Потерян', 'Lost'),
    entry: words(
      'Нет заказов дольше срока потери или договор расторгнут',
      'No order for longer than the loss window, or the contract ended',
    ),
    exit: words('Начата работа по возврату', 'Win-back begins'),
    metric: 'customers_lost',
  },
  winback: {
    name: words('Возврат', 'Win-back'),
    entry: words('Контакт с потерянным клиентом', 'A contact with a lost customer'),
    exit: words('Оплата: вторая жизнь клиента, или решено не возвращать', 'Paid: a second life begins, or given up'),
    costClass: 'winback',
    metric: 'winback_rate',
  },
};
