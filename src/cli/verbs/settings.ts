import type { Command } from 'commander';
import { designedSettings } from '../../model/blueprint/lifecycle-in-force.ts';
import { settingKeys, settingTexts } from '../../model/settings.ts';
import type { WorkspaceState } from '../../model/workspace.ts';
import { printTable } from '../table.ts';
import { addVerb, optionsOf, type Run, type SharedOptions } from '../verb.ts';
import { dayText, type Language } from '../words.ts';
import { ensureWorkspace } from '../workspace.ts';

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(',') : String(value);
};

const asJson = ({ id, settings, asOf, asOfBy, windows, design }: WorkspaceState) => ({
  workspace: id,
  settings,
  as_of: asOf,
  as_of_by: asOfBy,
  windows: windows.map(({ segment, lostAfterDays, atRiskAfterDays, source }) => ({
    segment,
    lost_after_days: lostAfterDays,
    at_risk_after_days: atRiskAfterDays,
    source,
  })),
  ...(design === null ? {} : { design }),
});

const windowSources = {
  default: { ru: 'по умолчанию', en: 'default' },
  computed: { ru: 'посчитано по заказам', en: 'computed from orders' },
  set: { ru: 'задано', en: 'set' },
  design: { ru: 'по проекту', en: 'by the design' },
};

const asText = ({ settings, windows, asOf, design }: WorkspaceState, language: Language): string => {
  const ru = language === 'ru';
  const keys = printTable(
    (ru ? ['Ключ', 'Значение', 'Что это'] : ['Key', 'Value', 'What it is']).map((title) => ({ title })),
    settingKeys.map((key) => [key, shown(settings[key]) || '—', settingTexts[key].name[language]]),
  );
  const days = printTable(
    (ru
      ? ['Сегмент', 'Под угрозой, дней', 'Потерян, дней', 'Откуда']
      : ['Segment', 'At risk, days', 'Lost, days', 'From']
    ).map((title, at) => ({ title, align: at === 1 || at === 2 ? ('right' as const) : ('left' as const) })),
    windows.map((window) => [
      window.segment || (ru ? '(остальные)' : '(others)'),
      String(window.atRiskAfterDays),
      String(window.lostAfterDays),
      windowSources[window.source][language],
    ]),
  );
  const decided = designedSettings.filter((key) => design?.[key] !== undefined);
  const byDesign =
    design === null || decided.length === 0
      ? []
      : [
          `${ru ? `Вместо настроек действует проект, версия ${design.version}:` : `The design, version ${design.version}, counts in place of settings:`}\n${decided
            .map((key) => `${key} = ${shown(design[key])}`)
            .join('\n')}`,
        ];
  const known = ru ? `Числа на ${dayText(asOf, language)}.` : `Numbers are as of ${asOf}.`;
  return [keys, ...byDesign, ...(windows.length > 0 ? [days] : []), known].join('\n\n');
};

export const addSettings = (program: Command, run: Run, language: Language): void => {
  const settings = program
    .command('settings')
    .description(
      { ru: 'settings show — настройки; settings set KEY VALUE — изменить', en: 'settings show | set KEY VALUE' }[
        language
      ],
    )
    .helpOption('-h, --help', { ru: 'эта справка', en: 'this help' }[language]);
  addVerb(settings, 'show', { ru: 'все настройки', en: 'all settings' }, language).action(
    async (_own: SharedOptions, command: Command) =>
      run(optionsOf(command), async ({ connection, workspace, language: spoken }) => {
        const state = await connection.operations.workspaces.state({ workspace });
        return { json: asJson(state), text: () => asText(state, spoken) };
      }),
  );
  addVerb(
    settings,
    'set <key> [value]',
    { ru: 'изменить; без значения — вернуть как было сначала', en: 'change; without a value, back to the default' },
    language,
  ).action(async (key: string, value: string | undefined, _own: SharedOptions, command: Command) =>
    run(optionsOf(command), async (asked) => {
      await ensureWorkspace(asked);
      const state = await asked.connection.operations.settings.set({
        workspace: asked.workspace,
        key,
        value: value ?? '',
      });
      const now = shown(state.settings[key as keyof typeof state.settings]);
      return { json: asJson(state), text: () => `${key} = ${now || '—'}` };
    }),
  );
};
