import { inLatin } from '../model/latin.ts';
import type { Chance } from './chance.ts';
import type { SegmentId } from './targets.ts';

const men = [
  'Андрей',
  'Сергей',
  'Дмитрий',
  'Алексей',
  'Иван',
  'Михаил',
  'Николай',
  'Олег',
  'Павел',
  'Роман',
  'Тимур',
  'Рустам',
  'Илья',
  'Виктор',
  'Константин',
  'Артём',
  'Фёдор',
  'Глеб',
];
const women = [
  'Анна',
  'Мария',
  'Наталья',
  'Ольга',
  'Елена',
  'Ирина',
  'Светлана',
  'Марина',
  'Татьяна',
  'Юлия',
  'Дарья',
  'Полина',
  'Алсу',
  'Лилия',
  'Вера',
  'Ксения',
];
const surnames = [
  'Кузнецов',
  'Морозов',
  'Волков',
  'Лебедев',
  'Соловьёв',
  'Егоров',
  'Павлов',
  'Козлов',
  'Степанов',
  'Никитин',
  'Фролов',
  'Захаров',
  'Борисов',
  'Королёв',
  'Герасимов',
  'Пономарёв',
  'Григорьев',
  'Лазарев',
  'Медведев',
  'Ершов',
  'Хасанов',
  'Галимов',
  'Сафин',
  'Ахметов',
  'Журавлёв',
  'Рябов',
  'Титов',
  'Куликов',
  'Карпов',
  'Власов',
  'Мельников',
  'Денисов',
  'Гусев',
  'Тихонов',
  'Макаров',
  'Белов',
];
const cafes = [
  'Зерно и пар',
  'Тёплый хлеб',
  'Утренний кофе',
  'Чашка на Садовой',
  'Молотый',
  'Две турки',
  'Бариста и кот',
  'Сухарь',
  'Ристретто',
  'Полдень',
  'Крыша',
  'Пряный двор',
  'Соль и перец',
  'Вилка',
  'Рыба и вино',
  'Хинкальная на углу',
  'Лимонад',
  'Медный чайник',
  'Третья волна',
  'Пенка',
  'Северный обжиг',
  'Ваниль',
  'Булочная № 7',
  'Дворик',
  'Овсянка',
  'Большая ложка',
  'Сырник',
  'Компот',
  'Плов и чай',
  'Эспрессо-бар',
];
const cafeKinds = ['Кофейня', 'Кафе', 'Ресторан', 'Пекарня-кофейня', 'Бар'];
const plants = [
  'Сырный дворик',
  'Молоко Заречья',
  'Ягодный край',
  'Хлебозавод на Речной',
  'Травы и масла',
  'Квасной ряд',
  'Лимонадный цех',
  'Мыловар',
  'Косметика Севера',
  'Колбасы Поволжья',
  'Соки области',
  'Пельмени и вареники',
  'Пивоварня «Слобода»',
  'Кондитер',
  'Сироп',
  'Аквабар',
  'Кисломолочный двор',
  'Варенье',
  'Чистое мыло',
  'Натуральный крем',
];
const dealers = [
  'Монтаж-Вода',
  'Аквасервис',
  'Тёплый дом',
  'Инженер и Ко',
  'Скважина плюс',
  'Сантехбригада',
  'Водяной',
  'Дом под ключ',
  'Насосы и фильтры',
  'Коттедж-Сервис',
];
const towns = [
  'Заречье',
  'Сосновка',
  'Луговое',
  'Приозёрный',
  'Берёзовка',
  'Ключи',
  'Южный',
  'Новая слобода',
  'центр',
  'Левый берег',
  'Речной',
  'Старый город',
];
/** A word in Latin letters alone, as an address is written. */
const latin = (text: string): string => inLatin(text).replace(/[^a-z]+/g, '');

export type Person = { first: string; last: string };
export const personName = (person: Person): string => `${person.first} ${person.last}`;

export const somebody = (chance: Chance): Person => {
  const surname = chance.pick(surnames);
  return chance.happens(0.45)
    ? { first: chance.pick(women), last: `${surname}а` }
    : { first: chance.pick(men), last: surname };
};

/** An address nobody has: its domain is kept for examples. */
export const emailOf = (person: Person, number: number): string =>
  `${latin(person.first)}.${latin(person.last)}${number}@example.com`;

/** A number of an exchange that does not exist, and nobody's yet: whoever has the same number is the same customer. */
export const phone = (chance: Chance, taken: Set<string>): string => {
  const two = (number: number): string => String(number % 100).padStart(2, '0');
  const [code, third] = [chance.int(0, 99), chance.int(0, 99)];
  let last = chance.int(0, 99);
  const written = () => `+7 (9${two(code)}) 000-${two(third)}-${two(last)}`;
  while (taken.has(written())) last += 1;
  taken.add(written());
  return written();
};

const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
/** The next check digit of a tax number: digits are weighed by the last of the weights. */
const checked = (digits: readonly number[]): number[] => {
  const sum = digits.reduce(
    (total, digit, at) => total + digit * (weights[weights.length - digits.length + at] ?? 0),
    0,
  );
  return [...digits, (sum % 11) % 10];
};

/** A tax number of a region that does not exist, with the check digits it must have. */
export const taxId = (chance: Chance, digits: 10 | 12): string => {
  const drawn = [0, 0, ...Array.from({ length: digits - 2 }, () => chance.int(0, 9))];
  return (digits === 10 ? checked(drawn.slice(0, 9)) : checked(checked(drawn.slice(0, 10)))).join('');
};

export const town = (chance: Chance): string => chance.pick(towns);

export const companyName = (segment: SegmentId, person: Person, number: number, chance: Chance): string => {
  if (segment === 'S1') return personName(person);
  if (segment === 'S2') return `${chance.pick(cafeKinds)} «${chance.pick(cafes)}», ${chance.pick(towns)}`;
  if (segment === 'S3') return `ООО «${chance.pick(plants)}» (${chance.pick(towns)})`;
  return chance.happens(0.4) ? `ИП ${person.last} ${person.first.slice(0, 1)}.` : `${chance.pick(dealers)} ${number}`;
};
