import type { CommitteeRole, IdeaElement } from '../../model/blueprint/inputs.ts';
import type { Cell, Edge, Journey, Status, Touchpoint } from '../../model/blueprint/journey.ts';
import type { Asset } from '../../model/blueprint/organisation.ts';
import type { Sentence } from '../../model/problem.ts';
import type { CostClass, CostFunction } from '../../model/stages.ts';

/** Words of prints and tables that are of one kind for many things. */

export const statusWords: Record<Status, Sentence> = {
  draft: { ru: 'черновик', en: 'draft' },
  assumed: { ru: 'предположение', en: 'assumed' },
  interviewed: { ru: 'спросили людей', en: 'people asked' },
  observed: { ru: 'наблюдалось', en: 'observed' },
  tested: { ru: 'проверяется опытом', en: 'being tested' },
  confirmed: { ru: 'подтверждено', en: 'confirmed' },
  refuted: { ru: 'опровергнуто', en: 'refuted' },
  stale: { ru: 'устарело', en: 'out of date' },
};

export const edgeWords: Record<Edge['kind'], Sentence> = {
  progress: { ru: 'вперёд', en: 'onward' },
  loop: { ru: 'петля', en: 'loop' },
  skip: { ru: 'через шаг', en: 'skips a step' },
  loss: { ru: 'уход', en: 'loss' },
  return: { ru: 'возврат', en: 'return' },
};

export const ownershipWords: Record<Touchpoint['ownership'], Sentence> = {
  owned: { ru: 'свой', en: 'owned' },
  paid: { ru: 'платный', en: 'paid' },
  partner: { ru: 'партнёрский', en: 'partner' },
  earned: { ru: 'заработанный', en: 'earned' },
};

export const modeWords: Record<Journey['mode'], Sentence> = {
  designed: { ru: 'проектный', en: 'designed' },
  legacy: { ru: 'как сейчас', en: 'as it is' },
};

export const phaseWords = {
  before: { ru: 'до покупки', en: 'before the purchase' },
  purchase: { ru: 'покупка', en: 'purchase' },
  after: { ru: 'после покупки', en: 'after the purchase' },
  aside: { ru: 'в стороне', en: 'aside' },
} as const satisfies Record<string, Sentence>;

export const forceWords: Record<NonNullable<Cell['force']>, Sentence> = {
  push: { ru: 'толкает', en: 'push' },
  pull: { ru: 'притягивает', en: 'pull' },
  anxiety: { ru: 'тревога', en: 'anxiety' },
  habit: { ru: 'привычка', en: 'habit' },
};

export const functionWords: Record<CostFunction, Sentence> = {
  marketing: { ru: 'маркетинг', en: 'marketing' },
  sales: { ru: 'продажи', en: 'sales' },
  success: { ru: 'успех клиента', en: 'customer success' },
  management: { ru: 'управление', en: 'management' },
};

export const classWords: Record<CostClass, Sentence> = {
  acquisition: { ru: 'привлечение', en: 'acquisition' },
  activation: { ru: 'результат клиента', en: 'activation' },
  retention: { ru: 'удержание', en: 'retention' },
  development: { ru: 'развитие', en: 'development' },
  winback: { ru: 'возврат', en: 'win-back' },
  shared: { ru: 'общие', en: 'shared' },
  outside: { ru: 'вне пути', en: 'outside' },
};

export const committeeWords: Record<CommitteeRole, Sentence> = {
  initiator: { ru: 'инициатор', en: 'initiator' },
  user: { ru: 'пользователь', en: 'user' },
  influencer: { ru: 'влияет', en: 'influencer' },
  decider: { ru: 'решает', en: 'decider' },
  approver: { ru: 'утверждает', en: 'approver' },
  buyer: { ru: 'закупает', en: 'buyer' },
  gatekeeper: { ru: 'не пускает', en: 'gatekeeper' },
  champion: { ru: 'сторонник', en: 'champion' },
  blocker: { ru: 'против', en: 'blocker' },
};

export const assetWords: Record<Asset['kind'], Sentence> = {
  content: { ru: 'содержание', en: 'content' },
  data: { ru: 'данные', en: 'data' },
  automation: { ru: 'автоматизация', en: 'automation' },
  playbook: { ru: 'сценарий работы', en: 'playbook' },
  audience: { ru: 'аудитория', en: 'audience' },
  partner: { ru: 'партнёр', en: 'partner' },
};

export const ideaWords: Record<IdeaElement['key'], Sentence> = {
  for_whom: { ru: 'Для кого', en: 'For whom' },
  dissatisfaction: { ru: 'Чем недовольны', en: 'What dissatisfies' },
  main_value: { ru: 'Главная ценность', en: 'Main value' },
  why_us: { ru: 'Почему мы', en: 'Why us' },
  how_we_earn: { ru: 'На чём зарабатываем', en: 'How we earn' },
  other: { ru: 'Другое', en: 'Other' },
};

export const severityWords = {
  high: { ru: 'серьёзно', en: 'serious' },
  medium: { ru: 'важно', en: 'important' },
  low: { ru: 'мелочь', en: 'minor' },
} as const satisfies Record<string, Sentence>;

const formats = {
  ru: new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
};

export const numberWords = (value: number, language: 'ru' | 'en'): string => formats[language].format(value);

export const percentWords = (part: number, language: 'ru' | 'en'): string =>
  `${numberWords(Math.round(part * 1000) / 10, language)}${language === 'ru' ? '\u00A0%' : '%'}`;
