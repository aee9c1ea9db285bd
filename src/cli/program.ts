import { type Argument, Command, type CommanderError, Help, type Option } from 'commander';
import type { Sentence } from '../model/problem.ts';
import type { Run } from './verb.ts';
import { addAttribute } from './verbs/attribute.ts';
import { addAudit } from './verbs/audit.ts';
import { addBlueprint } from './verbs/blueprint.ts';
import { addChannels } from './verbs/channels.ts';
import { addCheck } from './verbs/check.ts';
import { addCustomers } from './verbs/customers.ts';
import { addEverything } from './verbs/everything.ts';
import { addForecast } from './verbs/forecast.ts';
import { addGuide } from './verbs/guide.ts';
import { addIdentity } from './verbs/identity.ts';
import { addImport } from './verbs/import.ts';
import { addImports } from './verbs/imports.ts';
import { addMeasure } from './verbs/measure.ts';
import { addOwnerPassword } from './verbs/owner-password.ts';
import { addReclass } from './verbs/reclass.ts';
import { addSettings } from './verbs/settings.ts';
import { addSources } from './verbs/sources.ts';
import { addStart, type StartOptions } from './verbs/start.ts';
import { addTemplate } from './verbs/template.ts';
import type { Language } from './words.ts';

export type ProgramParts = {
  version: string;
  language: Language;
  run: Run;
  start: (options: StartOptions) => Promise<void>;
  out: (text: string) => void;
  error: (text: string) => void;
};

/** The parser's own English sentences, by their code; `{}` is what it quotes. */
const russianUsage: Record<string, string> = {
  'commander.unknownOption': 'Нет такого параметра: {}',
  'commander.unknownCommand': 'Нет такой команды: {}',
  'commander.missingArgument': 'Не хватает: {}',
  'commander.optionMissingArgument': 'У параметра нет значения: {}',
  'commander.missingMandatoryOptionValue': 'Не задан обязательный параметр: {}',
  'commander.invalidArgument': 'Значение не подходит: {}',
  'commander.excessArguments': 'Лишние слова в команде.',
  'commander.help': 'Нужна команда.',
};

const russianTitles: Record<string, string> = {
  'Usage:': 'Использование:',
  'Arguments:': 'Что указать:',
  'Options:': 'Параметры:',
  'Commands:': 'Команды:',
};

/** What is wrong with the way a command was written. */
export const usageText = (error: CommanderError, language: Language): string => {
  if (language === 'en' && error.code === 'commander.help') return 'A command is needed.';
  if (language === 'en') return error.message.replace(/^error: /, '');
  const quoted = [...error.message.matchAll(/'([^']*)'/g)].map(([, word]) => word);
  const about = error.code === 'commander.invalidArgument' ? quoted.join(', ') : (quoted[0] ?? '');
  const allowed = /Allowed choices are (.*)\.$/.exec(error.message)?.[1];
  const text = (russianUsage[error.code] ?? error.message).replace('{}', about);
  return allowed ? `${text}. Можно: ${allowed}` : text;
};

/** Whether the parser stopped because it was asked for help or the version and gave it. */
export const isAnswered = (error: CommanderError): boolean =>
  ['commander.helpDisplayed', 'commander.version'].includes(error.code);

const about: Sentence = {
  ru: 'Маркетинг и продажи как один конвейер: где клиент, во сколько обходится и что приносит каждая стадия.',
  en: 'Marketing and sales as one conveyor: where customers stand, what every stage costs and earns.',
};

/** A word of the line as its usage writes it: several are `<ids…>`. */
const placeOf = (word: Argument): string => {
  const name = `${word.name()}${word.variadic ? '…' : ''}`;
  return word.required ? `<${name}>` : `[${name}]`;
};

/** All verbs of this version. */
export const createProgram = (parts: ProgramParts): Command => {
  const { language, run } = parts;
  const titles: Record<string, string> = language === 'ru' ? russianTitles : {};
  class Titled extends Help {
    override optionDescription(option: Option): string {
      const choices = option.argChoices ? `: ${option.argChoices.join(', ')}` : '';
      return `${option.description}${choices}`;
    }
    override subcommandTerm(command: Command): string {
      return [command.name(), ...command.registeredArguments.map(placeOf)].join(' ');
    }
    override styleTitle(title: string): string {
      return titles[title] ?? title;
    }
  }
  const program = new Command('conveyor');
  program.createHelp = () => new Titled();
  program
    .description(about[language])
    .version(parts.version, '-V, --version', { ru: 'версия', en: 'the version' }[language])
    .helpOption('-h, --help', { ru: 'эта справка', en: 'this help' }[language])
    .helpCommand(false);
  addStart(program, parts.start, language);
  for (const add of [
    addImport,
    addMeasure,
    addAttribute,
    addForecast,
    addCustomers,
    addImports,
    addTemplate,
    addSources,
    addSettings,
    addReclass,
    addChannels,
    addIdentity,
    addBlueprint,
    addAudit,
    addGuide,
    addCheck,
    addOwnerPassword,
    addEverything,
  ])
    add(program, run, language);
  const configure = (command: Command): void => {
    command.createHelp = () => new Titled();
    command.usage(
      [
        ...(command.options.length > 1 ? [language === 'ru' ? '[параметры]' : '[options]'] : []),
        ...(command.commands.length > 0 ? [language === 'ru' ? 'КОМАНДА' : 'COMMAND'] : []),
        ...command.registeredArguments.map(placeOf),
        ...command.options.filter((option) => option.mandatory).map((option) => option.flags),
      ].join(' '),
    );
    command.exitOverride();
    command.helpCommand(false);
    // Errors are worded once, where they are caught.
    command.configureOutput({ writeOut: parts.out, writeErr: () => {}, outputError: () => {} });
    for (const below of command.commands) configure(below);
  };
  configure(program);
  return program;
};

/** The command a wrong line was meant for, so that its usage can be shown. */
export const meantCommand = (program: Command, words: readonly string[]): Command => {
  let command = program;
  for (const word of words) {
    const below = command.commands.find((one) => one.name() === word);
    if (!below) break;
    command = below;
  }
  return command;
};
