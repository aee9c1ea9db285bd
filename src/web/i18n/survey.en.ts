import type { accessRu, surveyRu } from './survey.ru.ts';

type Without<Words> = { [Key in keyof Words as Key extends `${string}_${'few' | 'many'}` ? never : Key]: Words[Key] };

/** Words of the survey of staff, and of who may enter. */
export const surveyEn: Without<typeof surveyRu> = {
  title: 'Survey of staff',
  subtitle: 'The same ten questions, put to people: does the company understand its business alike?',
  begin: 'Begin a survey',
  beginNext: 'Begin a new survey',
  beginNextText: 'The present one will be over: its links stop opening, its answers stay.',
  none: 'There was no survey yet',
  noneText:
    'Everybody gets a personal link, without an account: up to ten minutes on a phone. The questions are made for their department; where the customer’s journey and roles are designed, names come from the design.',
  toAudit: 'To the ten questions',
  round: 'Survey of {{day}}',
  answered: '{{answered}} of {{asked}} answered',
  opened: 'opened but not finished: {{count}}',
  nobodyAsked: 'Nobody is asked yet: add people below.',
  localOnly: 'Links open on this machine only for now.',
  localOnlyText:
    'For a colleague’s phone to open them, set the owner’s password and start the server with an address for others: npx conveyor start --host 0.0.0.0 --public-url http://ADDRESS:PORT',
  setPassword: 'Set the password',
  functions: {
    owner: 'Owner',
    marketing: 'Marketing',
    sales: 'Sales',
    service: 'Service',
    other: 'Others',
  },
  links: 'Personal links',
  linksText:
    'Names are seen here only, never beside answers. Everybody has a link of their own: whoever has it answers.',
  whom: 'For whom',
  states: { waiting: 'not opened', opened: 'begun', answered: 'answered', withdrawn: 'withdrawn' },
  head: 'head',
  rater: 'reads answers',
  copy: 'Copy the link',
  copied: 'Copied',
  cantCopy: 'Copy it yourself:',
  copyReminder: 'Copy a reminder',
  mail: 'Write a letter',
  withdraw: 'Withdraw',
  withdrawn: 'The link is withdrawn',
  more: 'What to do: {{label}}',
  lost: 'The link can’t be shown again: the key it is encrypted with is on another machine. It works.',
  add: 'Whom to ask',
  addFromDesign: 'From the design',
  addTyped: 'Type in',
  typedHint: 'A name, a position or an address, one a line',
  function: 'Department',
  isHead: 'Heads: ask for numbers of the company too',
  language: 'Language of the survey',
  addCount_one: 'Make {{count}} link',
  addCount_other: 'Make {{count}} links',
  noColleagues: 'There are no people and roles in the design yet.',
  already: 'has a link',
  coding: 'Open answers',
  codingText:
    'Compare each answer with the business idea as you described it. Whose answers they are is not shown. What the likeness of words suggests is marked: change it where needed.',
  second: 'Second reader',
  secondText: 'One more person reads the same by a link of their own; how far you agree is seen in the audit.',
  secondLabel: 'Second reader',
  secondAdd: 'Make a link',
  results: 'Results',
  resultsText:
    'What people said and how far they agree stands at each of the ten questions. By department from four answers on.',
};

export const accessEn: typeof accessRu = { signOut: 'Sign out', ownerPassword: 'Owner’s password', entry: 'Access' };
