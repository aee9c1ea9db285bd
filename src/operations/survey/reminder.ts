import type { Reminder } from '../../model/audit/survey-contract.ts';
import type { Sentence } from '../../model/problem.ts';

const subjects = {
  ru: 'Напоминание: короткий опрос о маркетинге и продажах',
  en: 'A reminder: a short survey about marketing and sales',
};

const bodies = {
  ru: (company: string, url: string) =>
    `Здравствуйте! Напоминаем о коротком опросе (${company}): до десяти минут, можно с телефона, без регистрации. ` +
    `Ответы читают без имён. Начатое сохраняется, продолжить можно с любого устройства.\n\nВаша личная ссылка, не пересылайте её:\n${url}`,
  en: (company: string, url: string) =>
    `Hello! A reminder of a short survey (${company}): up to ten minutes, a phone will do, no account is needed. ` +
    `Answers are read without names. What you began is kept, and you can go on with it on any device.\n\nYour personal link, please do not pass it on:\n${url}`,
};

/** What reminds one person, in the language of their link; a label that is an address is whom the letter goes to. */
export const reminderOf = (
  link: { id: string; label: string; language: 'ru' | 'en'; url: string },
  company: Sentence,
): Reminder => {
  const text = bodies[link.language](company[link.language], link.url);
  const to = /^\S+@\S+$/.test(link.label) ? encodeURIComponent(link.label).replace('%40', '@') : '';
  const mailto = `mailto:${to}?subject=${encodeURIComponent(subjects[link.language])}&body=${encodeURIComponent(text)}`;
  return { link: link.id, label: link.label, text, mailto };
};
