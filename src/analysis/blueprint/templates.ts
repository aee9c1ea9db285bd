import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Sentence } from '../../model/problem.ts';
import { defaultPart } from './defaults/defaults.ts';
import { type Part, together } from './defaults/writing.ts';
import { dealer } from './templates/dealer.ts';
import { direct } from './templates/direct.ts';
import { eCommerce } from './templates/e-commerce.ts';
import { marketplace } from './templates/marketplace.ts';
import { mixed } from './templates/mixed.ts';
import { retail } from './templates/retail.ts';

/** A journey to start from, with everything that goes with it. */
export type BlueprintTemplate = { id: string; name: Sentence; about: Sentence; blueprint: Blueprint };

const template = (id: string, name: Sentence, about: Sentence, part: Part): BlueprintTemplate => ({
  id,
  name,
  about,
  blueprint: together(defaultPart, part),
});

/**
 * Journeys to start from, one for each way of selling, and one of several ways at once.
 *
 * States, stages, roles, zones, channels and goals have the same ids in all of them, everything else has ids of its own, so that any templates can be
 * put together. Numbers are assumptions and say so.
 */
export const templates: readonly BlueprintTemplate[] = [
  template(
    'direct',
    { ru: 'Прямые продажи компаниям', en: 'Direct sales to companies' },
    {
      ru: 'Решают несколько человек: от статьи о проблеме через встречи и предложение к запуску, сопровождению и плану развития.',
      en: 'Several people decide: from an article on the problem through meetings and a quote to the start, care and a development plan.',
    },
    direct,
  ),
  template(
    'dealer',
    { ru: 'Дилеры и партнёры', en: 'Dealers and partners' },
    {
      ru: 'Два пути сразу: партнёра от интереса до плана продаж и его конечного клиента до регистрации гарантии и обслуживания.',
      en: 'Two journeys at once: the partner’s from interest to a sales plan, and the end customer’s to a warranty and service.',
    },
    dealer,
  ),
  template(
    'retail',
    { ru: 'Свои магазины', en: 'Own stores' },
    {
      ru: 'От витрины и совета продавца к карте постоянного покупателя, вечеру для своих и возвращению тех, кто перестал заходить.',
      en: 'From the window and the seller’s advice to a regular’s card, an evening for one’s own and winning back those who stay away.',
    },
    retail,
  ),
  template(
    'e-commerce',
    { ru: 'Интернет-магазин', en: 'Online shop' },
    {
      ru: 'Покупатель идёт сам: подбор, сравнение, отзывы, корзина; потом первый результат, напоминания, рекомендации и возвращение.',
      en: 'Buyers walk by themselves: picker, comparison, reviews, basket; then the first result, reminders, referrals and coming back.',
    },
    eCommerce,
  ),
  template(
    'marketplace',
    { ru: 'Маркетплейс', en: 'Marketplace' },
    {
      ru: 'До покупки путь принадлежит площадке; вкладыш с кодом делает безымянного покупателя своим.',
      en: 'Until the purchase the platform owns the way; an insert with a code makes the nameless buyer your own.',
    },
    marketplace,
  ),
  template(
    'mixed',
    { ru: 'Смешанные продажи', en: 'Mixed sales' },
    {
      ru: 'Один клиент покупает по-разному: проверку на сайте, систему у партнёра, обслуживание по договору с вами.',
      en: 'One customer buys in several ways: a check online, a system from a partner, service by contract with you.',
    },
    mixed,
  ),
];
