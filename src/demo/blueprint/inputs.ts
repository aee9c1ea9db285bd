import { type Part, placed, words } from '../../analysis/blueprint/defaults/writing.ts';
import { typicalWeights } from '../../analysis/committee/readiness.ts';
import type { CommitteeRole } from '../../model/blueprint/inputs.ts';
import { segmentNames } from '../targets.ts';

/** The business idea in five elements, with words that employees use for the same. */
export const idea: NonNullable<Part['idea']> = placed({
  I1: {
    key: 'for_whom',
    text: words(
      'Для тех, у кого от воды зависит результат: хозяева домов, кофейни и рестораны, пищевые и косметические цеха',
      'For those whose result depends on water: home owners, cafés and restaurants, food and cosmetics workshops',
    ),
    synonyms: ['кому важна вода', 'дома, кофейни и цеха', 'HoReCa and small production'],
  },
  I2: {
    key: 'dissatisfaction',
    text: words(
      'Вода портит вкус, технику и продукт, а никто не отвечает за результат — только продают фильтры',
      'Water spoils taste, equipment and product, and nobody answers for the result: everyone just sells filters',
    ),
    synonyms: ['накипь и плавающий вкус', 'никто не отвечает за воду', 'nobody answers for the water'],
  },
  I3: {
    key: 'main_value',
    text: words(
      'Гарантированное качество воды, подтверждённое измерением, без забот клиента',
      'Guaranteed water quality proven by measurement, with no care on the customer side',
    ),
    synonyms: ['вода под измерением', 'гарантия показателя', 'measured water'],
  },
  I4: {
    key: 'why_us',
    text: words(
      'Своя лаборатория и замер каждые 30 дней: платите за показатель, а не за железо',
      'Own laboratory and a measurement every 30 days: you pay for the reading, not for hardware',
    ),
    synonyms: ['своя лаборатория', 'замер каждые 30 дней', 'own laboratory'],
  },
  I5: {
    key: 'how_we_earn',
    text: words(
      'Зарабатываем на многолетнем сервисе и развитии, а не на первой продаже',
      'We earn on years of service and development, not on the first sale',
    ),
    synonyms: ['на сервисе', 'на подписке', 'on service'],
  },
});

/** Segments by what the company's customer list says; legal classes and numbers of outlets stand in notes, because no export has them. */
export const segments: NonNullable<Part['segments']> = placed({
  S1: {
    name: words('Частные дома', 'Private homes'),
    rule: [[{ field: 'kind', is: 'equals', values: ['b2c'] }]],
    names: [segmentNames.S1],
    salesTypes: ['e-commerce', 'marketplace', 'dealer'],
    potential: {
      customers: 38_000,
      purchasesYear: 3,
      price: 6_100,
      reachable: 0.5,
      winnable: 0.25,
      source: 'Учёт скважин и сетей области, опрос 400 домов / register of wells and mains, survey of 400 homes',
      at: '2025-02-01',
    },
    note: words('Человек, а не фирма; объект — дом.', 'A person and no firm; the site is a house.'),
  },
  S2: {
    name: words('HoReCa: кофейни и рестораны', 'HoReCa: cafés and restaurants'),
    rule: [
      [
        { field: 'kind', is: 'equals', values: ['b2b'] },
        { field: 'segment', is: 'equals', values: [segmentNames.S2] },
      ],
    ],
    names: [segmentNames.S2],
    salesTypes: ['direct', 'partner'],
    potential: {
      customers: 4_200,
      purchasesYear: 12,
      price: 7_900,
      reachable: 0.6,
      winnable: 0.25,
      source: 'Реестр общепита города и области / register of cafés and restaurants of the city and region',
      at: '2025-02-01',
    },
    note: words('ОКВЭД 56.*, до 15 точек.', 'Class of activity 56.*, up to 15 outlets.'),
  },
  S3: {
    name: words('Малые производства', 'Small production'),
    rule: [
      [
        { field: 'kind', is: 'equals', values: ['b2b'] },
        { field: 'segment', is: 'equals', values: [segmentNames.S3] },
      ],
    ],
    names: [segmentNames.S3],
    salesTypes: ['direct'],
    potential: {
      customers: 610,
      purchasesYear: 12,
      price: 12_900,
      reachable: 0.7,
      winnable: 0.45,
      source: 'ОКВЭД 10, 11, 20.4 по налоговому реестру / classes 10, 11, 20.4 of the tax register',
      at: '2025-02-01',
    },
    note: words('ОКВЭД 10, 11, 20.4; от 15 до 250 человек.', 'Classes 10, 11, 20.4; 15 to 250 people.'),
  },
  S4: {
    name: words('Дилеры-монтажники', 'Dealers and installers'),
    rule: [[{ field: 'kind', is: 'equals', values: ['partner'] }]],
    names: [segmentNames.S4],
    salesTypes: ['dealer'],
    potential: {
      customers: 260,
      purchasesYear: 12,
      price: 46_000,
      reachable: 0.8,
      winnable: 0.35,
      source: 'Объявления монтажников области за год / installers’ advertisements of the region in a year',
      at: '2025-02-01',
    },
    note: words(
      'Покупают для своих клиентов и монтируют сами.',
      'They buy for their own customers and install themselves.',
    ),
  },
});

const persona = (
  segment: string,
  name: readonly [string, string],
  goals: readonly [string, string],
  fears: readonly [string, string],
  criteria: readonly [string, string],
  habits: readonly [string, string],
) => ({
  segment,
  name: words(...name),
  goals: words(...goals),
  fears: words(...fears),
  criteria: words(...criteria),
  habits: words(...habits),
});

export const personas: NonNullable<Part['personas']> = placed({
  H1: persona(
    'S1',
    ['Андрей, хозяин дома, 42', 'Andrey, home owner, 42'],
    ['Чистая вода для детей без возни', 'Clean water for the children without fuss'],
    ['Купить лишнее и не то', 'Buying the wrong and too much'],
    ['Безопасность детей, цена владения, отзывы', 'Child safety, cost of ownership, reviews'],
    ['Читает отзывы вечером с телефона, спрашивает соседа', 'Reads reviews on the phone at night, asks the neighbour'],
  ),
  H2: persona(
    'S2',
    ['Илья, шеф-бариста', 'Ilya, head barista'],
    ['Одинаковый вкус в каждой чашке', 'The same taste in every cup'],
    ['Вкус плавает, винят меня', 'Taste drifts and I am blamed'],
    ['Стабильный TDS, вкус, простота', 'Stable TDS, taste, simplicity'],
    [
      'Сидит в профессиональных каналах Telegram, доверяет обжарщику',
      'Reads trade channels in Telegram, trusts the roaster',
    ],
  ),
  H3: persona(
    'S2',
    ['Марина, управляющая', 'Marina, manager'],
    ['Кофейня работает без простоев', 'The café runs without downtime'],
    ['Простой и жалобы', 'Downtime and complaints'],
    ['Срок, сервис, документы', 'Lead time, service, paperwork'],
    ['Отвечает на письма утром, любит готовые расчёты', 'Answers letters in the morning, likes ready calculations'],
  ),
  H4: persona(
    'S2',
    ['Олег, владелец сети из 4 точек', 'Oleg, owner of 4 cafés'],
    ['Окупить вложения и открыть пятую точку', 'Pay back what is invested and open a fifth café'],
    ['Вложить и не отбить', 'Investment not paid back'],
    ['Окупаемость, гарантия, один ответственный', 'Payback, guarantee, one responsible party'],
    ['Верит другим владельцам, решает на встрече', 'Believes other owners, decides in a meeting'],
  ),
  H5: persona(
    'S3',
    ['Наталья, технолог', 'Natalia, process engineer'],
    ['Ни одной забракованной партии из-за воды', 'No batch rejected because of water'],
    ['Брак партии, претензия сети', 'Rejected batch, retailer claim'],
    ['Протоколы, стабильность, нормы', 'Protocols, stability, standards'],
    ['Ищет нормы и протоколы, спорит по цифрам', 'Looks for standards and protocols, argues by figures'],
  ),
  H6: persona(
    'S3',
    ['Сергей, главный инженер', 'Sergey, chief engineer'],
    ['Линия не стоит', 'The line never stops'],
    ['Остановка линии при монтаже', 'Line stop during installation'],
    ['Совместимость, надёжность, ЗИП', 'Compatibility, reliability, spares'],
    ['Смотрит схемы, звонит коллегам', 'Looks at drawings, calls colleagues'],
  ),
  H7: persona(
    'S3',
    ['Дмитрий, закупщик', 'Dmitry, buyer'],
    ['Закрыть закупку без вопросов', 'Close the purchase with no questions asked'],
    ['Обвинят в переплате', 'Accused of overpaying'],
    ['Три предложения, отсрочка, ЭДО', 'Three quotes, deferred payment, e-documents'],
    ['Сводит предложения в таблицу', 'Puts quotes into a table'],
  ),
  H8: persona(
    'S3',
    ['Виктор, директор', 'Victor, director'],
    ['Предсказуемая стоимость литра', 'A predictable cost per litre'],
    ['Репутация и затраты', 'Reputation and cost'],
    ['Стоимость литра, риск, гарантия', 'Cost per litre, risk, guarantee'],
    ['Решает по одной странице с цифрами', 'Decides from one page of figures'],
  ),
  H9: persona(
    'S4',
    ['Руслан, владелец монтажной бригады', 'Ruslan, owner of an installer crew'],
    ['Полный график монтажей и довольные заказчики', 'A full schedule and content customers'],
    ['Возвраты и пустой склад', 'Returns and empty stock'],
    ['Маржа, обучение, скорость поставки', 'Margin, training, delivery speed'],
    ['Весь день на объектах, пишет в мессенджер', 'On site all day, writes in a messenger'],
  ),
});

type Member = readonly [role: CommitteeRole, personas: readonly string[], ru?: string, en?: string, share?: number];

const committee = (segment: string, name: readonly [string, string], members: readonly Member[]) => ({
  segment,
  name: words(...name),
  members: members.map(([role, list, ru = '', en = '', share = null]) => ({
    role,
    personas: [...list],
    others: words(ru, en),
    weight: typicalWeights[role],
    share,
  })),
});

export const committees: NonNullable<Part['committees']> = {
  K1: committee(
    'S1',
    ['Семья', 'The family'],
    [
      ['initiator', [], 'супруг или супруга', 'spouse'],
      ['user', [], 'семья', 'the family'],
      ['influencer', [], 'сосед, строитель, отзывы', 'neighbour, builder, reviews'],
      ['decider', ['H1']],
      ['buyer', ['H1']],
      ['blocker', [], '«и так нормально»', '“it is fine as it is”'],
    ],
  ),
  K2: committee(
    'S2',
    ['Кофейня', 'The café'],
    [
      ['initiator', ['H2'], '', '', 0.7],
      ['user', ['H2']],
      ['influencer', [], 'обжарщик-партнёр, сервисник кофемашин', 'partner roaster, machine technician'],
      ['decider', ['H4']],
      ['buyer', ['H3']],
      ['gatekeeper', [], 'администратор', 'administrator'],
      ['champion', ['H3', 'H2']],
      ['blocker', [], 'действующий сервисник', 'incumbent technician'],
    ],
  ),
  K3: committee(
    'S3',
    ['Производство', 'The plant'],
    [
      ['initiator', ['H5']],
      ['user', [], 'мастер смены', 'shift foreman'],
      ['influencer', ['H6'], 'поставщик оборудования', 'equipment vendor'],
      ['decider', ['H8']],
      ['approver', [], 'финансовый директор', 'finance director'],
      ['buyer', ['H7']],
      ['gatekeeper', ['H7'], 'юрист', 'lawyer'],
      ['champion', ['H5']],
      ['blocker', ['H7', 'H6']],
    ],
  ),
};
