import type { Row } from '../acquaintance.ts';
import { type Customer, dialled, grouped, type World } from './world.ts';
import { dotted, jsonLines, type Table } from './written.ts';

const accountId = 31_415_926;
const pipelineId = 3_177_727;
const stageIds: Readonly<Record<string, number>> = {
  Заявка: 32_392_156,
  'Разбор задачи': 32_392_159,
  'Пилот и замер': 32_392_162,
  КП: 32_392_165,
  Согласование: 32_392_168,
  'Договор и оплата': 32_392_171,
};
const wonId = 142;
const lostId = 143;

const contactHeader =
  'ID;Тип;Полное имя контакта;Имя;Фамилия;Название компании;Ответственный;Дата создания контакта;Кем создан контакт;Сделки;Дата редактирования;Кем редактирован;Теги;Примечание 1;Рабочий телефон;Рабочий прямой телефон;Мобильный телефон;Факс;Рабочий email;Личный email;Web;Адрес;Город;Источник;Должность;ИНН;Сегмент;Вид продаж;Персона;Роль в решении'.split(
    ';',
  );

const tableOf = (header: readonly string[], rows: readonly Row[]): Table => ({
  header,
  rows: rows.map((row) => {
    const seen = new Set<string>();
    // A repeated column is empty the second time, as it is in amoCRM.
    return header.map((name) => {
      const isAgain = seen.has(name);
      seen.add(name);
      return isAgain ? '' : (row[name] ?? '');
    });
  }),
});

/** A number in a cell of amoCRM: an apostrophe keeps Excel from reckoning with it. */
const phoneCell = (phone: string | undefined): string => (dialled(phone) === '' ? '' : `'${dialled(phone)}`);

const companyRow = ({ row, name, email, phone }: Customer, created: string): Row => ({
  Тип: 'компания',
  'Полное имя контакта': '',
  'Название компании': name,
  'Дата создания контакта': created,
  'Дата редактирования': created,
  'Рабочий телефон': phoneCell(phone),
  'Рабочий email': email,
  Город: row.region ?? '',
  ИНН: row.tax_id ?? '',
  Сегмент: row.segment ?? '',
  'Вид продаж': row.sales_type ?? '',
});

const personRow = (person: Row, company: string, created: string): Row => {
  const [first = '', last = ''] = (person.name ?? '').split(' ');
  return {
    Тип: 'контакт',
    'Полное имя контакта': person.name ?? '',
    Имя: first,
    Фамилия: last,
    'Название компании': company,
    'Дата создания контакта': created,
    'Дата редактирования': created,
    'Рабочий телефон': phoneCell(person.phone),
    'Рабочий email': person.email ?? '',
    Персона: person.persona ?? '',
    'Роль в решении': person.committee_role ?? '',
  };
};

const privateRow = ({ row, name, email, phone }: Customer, created: string): Row => ({
  ...personRow({ ...row, name, email, phone }, '', created),
  Город: row.region ?? '',
  Сегмент: row.segment ?? '',
  'Вид продаж': row.sales_type ?? '',
});

/** amoCRM's list of contacts and companies: companies with their people, and private persons who have a deal. */
export const amocrmContacts = (world: World): Table => {
  const withDeals = new Set(world.facts.deals.map((row) => row.customer_id));
  const rows = world.customers.flatMap((customer) => {
    const created = dotted(customer.row.created_at ?? '');
    if (customer.isPrivate) return withDeals.has(customer.row.customer_id) ? [privateRow(customer, created)] : [];
    return [
      companyRow(customer, created),
      ...customer.people.map((person) => personRow(person, customer.name, created)),
    ];
  });
  return tableOf(
    contactHeader,
    rows.map((row, at) => ({ ...row, ID: String(41_000_000 + at) })),
  );
};

const dealHeader =
  'ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Кем создана сделка,Дата редактирования,Кем редактирована,Дата закрытия,Теги,Примечание,Этап сделки,Воронка,Полное имя контакта,Компания контакта,Ответственный за контакт,Компания,Рабочий телефон,Мобильный телефон,Рабочий email,Личный email,Город,Источник,Должность,Товар,cid,uid,tid,utm_source,utm_medium,utm_campaign,utm_term,utm_content,_ym_uid,roistat,gclid,yclid,Источник,Товар,roistat,cid,uid,tid,ИНН,Сегмент,Артикул,Причина отказа'.split(
    ',',
  );

const stageOf = (last: Row): string => {
  if (last.outcome === 'won') return 'Успешно реализовано';
  return last.outcome === 'lost' ? 'Закрыто и не реализовано' : (last.stage ?? '');
};

const dealRow = (world: World, dealId: string, last: Row): Row => {
  const customer = world.of(last.customer_id);
  const [person] = customer.people;
  const { name, email, phone } = customer;
  const contact: Row = customer.isPrivate || !person ? { name, email, phone } : person;
  const company = customer.isPrivate ? '' : customer.name;
  return {
    ID: world.dealNumber(dealId),
    'Название сделки': `Сделка ${world.dealNumber(dealId)}`,
    'Бюджет ': last.amount ?? '',
    Ответственный: last.owner ?? '',
    'Дата создания сделки': dotted(last.opened_at ?? ''),
    'Дата редактирования': dotted(last.closed_at || last.stage_entered_at || ''),
    'Дата закрытия': last.closed_at ? dotted(last.closed_at) : 'не закрыта',
    'Этап сделки': stageOf(last),
    Воронка: last.process ?? '',
    'Полное имя контакта': contact.name ?? '',
    'Компания контакта': company,
    Компания: company,
    'Рабочий телефон': phoneCell(contact.phone),
    'Рабочий email': contact.email ?? '',
    Город: customer.row.region ?? '',
    Источник: last.channel ?? '',
    utm_campaign: last.campaign ?? '',
    ИНН: customer.row.tax_id ?? '',
    Сегмент: customer.row.segment ?? '',
    Артикул: last.product_id ?? '',
    'Причина отказа': last.loss_reason ?? '',
  };
};

/** amoCRM's list of deals: each as it stands now, under columns that partly repeat. */
export const amocrmDeals = (world: World): Table => {
  const rows = [...grouped(world.facts.deals, 'deal_id')].flatMap(([dealId, stages]) => {
    const last = stages.at(-1);
    return last ? [dealRow(world, dealId, last)] : [];
  });
  return tableOf(dealHeader, rows);
};

/** Seconds since 1970; Moscow keeps one offset all year. */
const secondsOf = (local: string): number => Date.parse(`${local}:00+03:00`) / 1000;

const stagesOf = (stages: readonly Row[]): { id: number; at: string }[] => {
  const last = stages.at(-1);
  const entered = stages.map((row) => ({ id: stageIds[row.stage ?? ''] ?? 0, at: row.stage_entered_at ?? '' }));
  if (!last?.closed_at) return entered;
  return [...entered, { id: last.outcome === 'won' ? wonId : lostId, at: last.closed_at }];
};

/** What amoCRM's API tells of deals that moved from stage to stage. */
export const amocrmEvents = (world: World): Uint8Array =>
  jsonLines(
    [...grouped(world.facts.deals, 'deal_id')].flatMap(([dealId, rows]) =>
      stagesOf(rows).flatMap(({ id, at }, place, all) => {
        const before = all[place - 1];
        const status = (of: number) => [{ lead_status: { id: of, pipeline_id: pipelineId } }];
        return before
          ? {
              id: `${world.dealNumber(dealId)}-${place}`,
              type: 'lead_status_changed',
              entity_id: Number(world.dealNumber(dealId)),
              entity_type: 'lead',
              created_by: 504_141,
              created_at: secondsOf(at),
              value_after: status(id),
              value_before: status(before.id),
              account_id: accountId,
            }
          : [];
      }),
    ),
  );
