import { type FactKind, factKinds, factShapes } from '../../model/facts.ts';
import type { Value } from '../../model/mapping.ts';
import type { Sentence } from '../../model/problem.ts';
import { column, type Field, type Layout } from '../layout.ts';
import { updatedAt, valueWords, words } from '../words.ts';
import { fraction, translated } from './values.ts';

const names: Record<FactKind, Sentence> = {
  customers: { ru: 'Шаблон: клиенты', en: 'Template: customers' },
  people: { ru: 'Шаблон: контакты', en: 'Template: people' },
  interactions: { ru: 'Шаблон: события', en: 'Template: events' },
  deals: { ru: 'Шаблон: сделки', en: 'Template: deals' },
  order_lines: { ru: 'Шаблон: продажи', en: 'Template: sales' },
  products: { ru: 'Шаблон: товары', en: 'Template: products' },
  payments: { ru: 'Шаблон: платежи', en: 'Template: payments' },
  rates: { ru: 'Шаблон: курсы валют', en: 'Template: exchange rates' },
  costs: { ru: 'Шаблон: затраты', en: 'Template: costs' },
};

/** Columns that, all together, only this kind's template has. */
const telling: Record<FactKind, Layout['telling']> = {
  customers: ['customer_id', ['name', 'kind', 'created_at']],
  people: ['person_id', ['name', 'persona', 'committee_role']],
  interactions: ['occurred_at', 'kind', ['customer_id', 'person_id', 'anonymous_id']],
  deals: ['deal_id', ['opened_at', 'stage_entered_at', 'outcome', 'closed_at', 'amount']],
  order_lines: ['line_id', 'order_id', 'customer_id', 'ordered_at', 'net_amount'],
  products: ['product_id', ['family', 'rung', 'cogs_rate', 'result_kind']],
  payments: ['payment_id', 'paid_at', 'amount'],
  rates: ['date', 'currency', 'rate'],
  costs: ['cost_id', 'amount', ['date', 'month']],
};

const personal: Record<string, NonNullable<Field['personal']>> = { email: 'email', phone: 'phone' };

const personalOf = (kind: FactKind, name: string): Field['personal'] =>
  name === 'name' && (kind === 'people' || kind === 'customers') ? 'name' : personal[name];

const fieldsOfKind = (kind: FactKind): Record<string, Field> =>
  Object.fromEntries(
    [...factShapes[kind].columns.map(({ name }) => name), 'updated_at'].flatMap((name) => {
      const word = name === 'updated_at' ? updatedAt : words[kind][name];
      const secret = personalOf(kind, name);
      return word ? [[name, { names: [word.ru, word.en], ...(secret ? { personal: secret } : {}) }] as const] : [];
    }),
  );

const readValue = (kind: FactKind, name: string): Value => {
  if (name === 'cogs_rate') return fraction(name);
  return valueWords[`${kind}.${name}`] ? translated(name, `${kind}.${name}`) : column(name);
};

const flatKind = (kind: FactKind): Layout => {
  const fields = fieldsOfKind(kind);
  const shape = factShapes[kind];
  const required = shape.columns.filter((each) => each.required).map(({ name }) => name);
  return {
    id: `flat_${kind}`,
    name: names[kind],
    export: { ru: 'Шаблон Conveyor', en: 'A template of Conveyor' },
    references: ['docs/files.md'],
    known: 'documented',
    source: 'main',
    fields,
    needs: [...required, ...(shape.anyOf ? [shape.anyOf] : [])],
    telling: telling[kind],
    outputs: [{ kind, columns: Object.fromEntries(Object.keys(fields).map((name) => [name, readValue(kind, name)])) }],
  };
};

/** The nine kinds of facts as tables a person fills in, with Russian or English names of columns. */
export const flatKinds: readonly Layout[] = factKinds.map(flatKind);
