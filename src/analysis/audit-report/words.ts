import { say } from '../organisation/words.ts';

/** Words of the report, alike on the page and in print. */
export const reportWords = {
  title: say('Насколько сильны маркетинг и продажи', 'How strong marketing and sales are'),
  kicker: say('Аудит по десяти вопросам', 'An audit by ten questions'),
  outOf: say('из 40', 'of 40'),
  profile: say('Профиль', 'The profile'),
  weakest: say('Самое слабое звено', 'The weakest link'),
  weakestNone: say(
    'Самое слабое звено пока не назвать: нет заказов и затрат.',
    'The weakest link can’t be told yet: there are no orders and costs.',
  ),
  prices: say('Во что обходятся другие слабые ответы', 'What other weak answers cost'),
  pricesNone: say(
    'Других ответов с ценой нет: чего не хватает, сказано ниже.',
    'No other answer has a price: what is lacking is told below.',
  ),
  steps: say('Три следующих шага', 'Three next steps'),
  stepsNone: say('Предлагать пока нечего.', 'There is nothing to propose yet.'),
  agreement: say('Согласны ли люди', 'Whether people agree'),
  agreementGoesOn: say('Согласны ли люди, продолжение', 'Whether people agree, continued'),
  agreementNone: say('Людей ещё не спрашивали.', 'People were not asked yet.'),
  elements: say('Сколько людей назвали', 'How many people named it'),
  unknown: say('Чего мы не знаем', 'What we do not know'),
  unknownNone: say('Всё, о чём спрашивает аудит, известно.', 'All the audit asks for is known.'),
  byData: say('по данным', 'by data'),
  byPeople: say('по словам людей', 'by people'),
  counts: say('итог', 'what counts'),
  expected: say('Ожидаем: ', 'Expected: '),
  /** `{n}` is filled where it is used. */
  more: { ru: 'и ещё {n}', en: 'and {n} more' },
  scale: say(
    'Шкала: 0 — ответа нет или он противоречив · 1 — у кого-то в голове · 2 — записан, полон, датирован, имеет хозяина · 3 — применяется и измеряется · 4 — управляется по цели. Итог — половина суммы данных и мнений, но не выше данных больше чем на ступень. Слабое звено — место с наибольшей известной ценой. Метод F8 «Маркетинг и Продажи» (Ярослав Иваненко); шкала и цены — наша интерпретация.',
    'Scale: 0 no answer, or a contradictory one · 1 in somebody’s head · 2 written, complete, dated, owned · 3 used and measured · 4 managed to a target. What counts is half the sum of data and opinion, but no more than one level above the data. The weakest link is the place with the highest known price. The method is F8’s «Маркетинг и Продажи» (Yaroslav Ivanenko); the scale and prices are our interpretation.',
  ),
} as const;
