import type { Language } from '../language.tsx';

const ru = {
  signIn: 'Вход',
  signInText: 'Этот сервер открывают и другие, поэтому нужен пароль владельца.',
  forgotten: 'Забыли? Задайте новый на самой машине: npx conveyor owner-password',
  password: 'Пароль владельца',
  enter: 'Войти',
  set: 'Пароль владельца',
  setText:
    'С ним сервер можно открыть другим: коллегам для опроса, себе с другого компьютера. Без него сервер отвечает только этой машине.',
  replaceText: 'Пароль уже задан. Новый заменит его и закроет все прежние входы.',
  current: 'Нынешний пароль',
  fresh: 'Новый пароль',
  rule: 'От 10 до 128 знаков.',
  save: 'Сохранить',
  saved: 'Пароль сохранён',
  savedText: 'Теперь сервер можно запустить для других: npx conveyor start --host АДРЕС --public-url URL',
  toProduct: 'К продукту',
  wait: 'Минуту…',
};

const en: typeof ru = {
  signIn: 'Sign in',
  signInText: 'Others can reach this server too, so it asks for the owner’s password.',
  forgotten: 'Forgotten? Set a new one on the machine itself: npx conveyor owner-password',
  password: 'The owner’s password',
  enter: 'Sign in',
  set: 'The owner’s password',
  setText:
    'With it the server can be opened to others: to colleagues for the survey, to yourself from another computer. Without it the server answers this machine alone.',
  replaceText: 'There is a password already. A new one replaces it and ends all earlier sessions.',
  current: 'Present password',
  fresh: 'New password',
  rule: '10 to 128 characters.',
  save: 'Save',
  saved: 'The password is saved',
  savedText: 'Now the server can be started for others: npx conveyor start --host ADDRESS --public-url URL',
  toProduct: 'To the product',
  wait: 'One moment…',
};

export type Words = typeof ru;
export const wordsOf: Record<Language, Words> = { ru, en };
