import { type Part, placed, words } from './writing.ts';

/**
 * Decision states a journey starts with, from unrest to recommendation and a new goal; numbers are names and no order (§4.2).
 *
 * A company renames, adds and drops them freely: no metric knows their ids.
 */
export const defaultStates: NonNullable<Part['states']> = placed({
  D0: {
    name: words('Всё как всегда', 'Status quo'),
    question: words('«А зачем что-то менять?»', '“Why change anything?”'),
    phase: 'before',
  },
  D1: {
    name: words('Неудовлетворённость', 'Dissatisfaction'),
    question: words('«Что не так?»', '“What is wrong?”'),
    phase: 'before',
  },
  D2: {
    name: words('Понимание проблемы и цели', 'Problem and goal framed'),
    question: words('«Чего мы хотим добиться?»', '“What do we want to achieve?”'),
    phase: 'before',
  },
  D3: {
    name: words('Поиск способов', 'Exploring ways'),
    question: words('«Какие есть пути?»', '“What ways are there?”'),
    phase: 'before',
  },
  D4: {
    name: words('Критерии выбора', 'Setting criteria'),
    question: words('«Как выбирать?»', '“How shall we choose?”'),
    phase: 'before',
  },
  D5: {
    name: words('Сравнение вариантов', 'Evaluating options'),
    question: words('«Кто лучше для нас?»', '“Who is better for us?”'),
    phase: 'before',
  },
  D6: {
    name: words('Решение и согласие', 'Commitment'),
    question: words('«Решаемся ли, все ли согласны?»', '“Do we go for it, does everybody agree?”'),
    phase: 'purchase',
  },
  D7: {
    name: words('Первое применение', 'First use'),
    question: words('«Получается ли?»', '“Does it work for us?”'),
    phase: 'after',
  },
  D8: {
    name: words('Уверенность в выборе', 'Confidence'),
    question: words('«Правильно ли мы выбрали?»', '“Did we choose right?”'),
    phase: 'after',
  },
  D9: {
    name: words('Рекомендация', 'Recommending'),
    question: words('«Кому ещё это полезно?»', '“Who else would benefit?”'),
    phase: 'after',
  },
  D10: {
    name: words('Новая цель', 'New ambition'),
    question: words('«Что дальше?»', '“What next?”'),
    phase: 'after',
  },
  DX: {
    name: words('Отложено', 'No decision, paused'),
    question: words('«Почему именно сейчас?»', '“Why now?”'),
    phase: 'aside',
  },
  DR: {
    name: words('Сомнение', 'Doubt'),
    question: words('«Не ошиблись ли мы?»', '“Was it a mistake?”'),
    phase: 'aside',
  },
  DS: {
    name: words('Ушёл к другому', 'Switched away'),
    question: words('«Зачем возвращаться?»', '“Why come back?”'),
    phase: 'aside',
  },
});
