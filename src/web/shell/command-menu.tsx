import { Modal, TextInput, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { api } from '../client/api.ts';
import { useOpenNumber } from '../features/number/use-open-number.ts';
import { chooseLanguage, useWords } from '../i18n/language.ts';
import css from './command-menu.module.css';
import { useWorkspace } from './view.ts';

type Command = { id: string; name: string; hint?: string | undefined; run: () => void };
type Group = { name: string; commands: Command[] };
type Props = { opened: boolean; onChange: (opened: boolean) => void };

/** Finds a page, a metric, a customer or something to do, and does it; ⌘K or Ctrl+K. */
export const CommandMenu = ({ opened, onChange }: Props) => {
  const { t } = useWords();
  useHotkeys([['mod+K', () => onChange(!opened)]], []);
  return (
    <Modal
      opened={opened}
      onClose={() => onChange(false)}
      withCloseButton={false}
      title={<span className="visually-hidden">{t('shell.search.title')}</span>}
      classNames={{ header: 'visually-hidden', body: css.body ?? '' }}
      size={600}
      yOffset="12vh"
    >
      <Finder onDone={() => onChange(false)} />
    </Modal>
  );
};

const Finder = ({ onDone }: { onDone: () => void }) => {
  const { t } = useWords();
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const groups = useGroups(text);
  const commands = groups.flatMap((group) => group.commands);
  const current = commands[Math.min(at, commands.length - 1)];
  const run = (command: Command | undefined): void => {
    if (!command) return;
    onDone();
    command.run();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') run(current);
    else if (step !== undefined && commands.length > 0)
      setAt((Math.min(at, commands.length - 1) + step + commands.length) % commands.length);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={t('shell.search.placeholder')}
        aria-label={t('shell.search.title')}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={current ? `${list}-${current.id}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div className={css.list} id={list} role="listbox" aria-label={t('shell.search.title')}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options of a listbox
          <div key={group.name} role="group" aria-label={group.name}>
            <div className={css.group} aria-hidden>
              {group.name}
            </div>
            {group.commands.map((command) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
              <div
                key={command.id}
                id={`${list}-${command.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={command === current}
                className={css.command}
                ref={(element) => {
                  if (command === current) element?.scrollIntoView({ block: 'nearest' });
                }}
                onMouseMove={() => setAt(commands.indexOf(command))}
                onClick={() => run(command)}
              >
                <span>{command.name}</span>
                {command.hint && <small>{command.hint}</small>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {commands.length === 0 && <p className={css.nothing}>{t('shell.search.nothing')}</p>}
      <p className={css.hint}>{t('shell.search.hint')}</p>
    </>
  );
};

const useGroups = (text: string): Group[] => {
  const { t, say, language } = useWords();
  const navigate = useNavigate();
  const openNumber = useOpenNumber();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const state = useWorkspace();
  const [asked] = useDebouncedValue(text.trim(), 150);
  const catalogue = useQuery(api.catalogue.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const customers = useQuery(
    api.customers.list.queryOptions({
      input: { workspace: state.id, search: asked, limit: 6 },
      enabled: asked.length >= 2,
      placeholderData: keepPreviousData,
    }),
  );
  const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (...texts: string[]): boolean => {
    const whole = texts.join(' ').toLocaleLowerCase();
    return words.every((word) => whole.includes(word));
  };
  const pages: Command[] = (
    [
      ['conveyor', '/conveyor'],
      ['guide', '/guide'],
      ['audit', '/audit'],
      ['decisions', '/decisions'],
      ['money', '/money'],
      ['attribution', '/attribution'],
      ['forecast', '/forecast'],
      ['customers', '/customers'],
      ['inputs', '/design'],
      ['offer', '/offer'],
      ['journeys', '/journeys'],
      ['lifecycle', '/lifecycle'],
      ['organisation', '/organisation'],
      ['data', '/data'],
    ] as const
  ).map(([name, to]) => ({ id: name, name: t(`shell.nav.${name}`), run: () => void navigate({ to }) }));
  const isDark = colorScheme === 'dark';
  const actions: Command[] = [
    {
      id: 'theme',
      name: t(isDark ? 'shell.search.toLight' : 'shell.search.toDark'),
      run: () => setColorScheme(isDark ? 'light' : 'dark'),
    },
    { id: 'language', name: t('shell.search.toLanguage'), run: () => chooseLanguage(language === 'ru' ? 'en' : 'ru') },
    { id: 'files', name: t('shell.empty.files'), run: () => void navigate({ to: '/data', search: { tab: 'files' } }) },
  ];
  const metrics = (catalogue.data ?? [])
    .filter(({ id, name, short }) => words.length > 0 && fits(id, say(name), say(short)))
    .slice(0, 8)
    .map(
      ({ id, name }): Command => ({
        id: `metric-${id}`,
        name: say(name),
        hint: id,
        run: () => openNumber({ metric: id }),
      }),
    );
  const found = (asked.length >= 2 && words.length > 0 ? (customers.data?.rows ?? []) : []).map(
    (row): Command => ({
      id: `customer-${row.id}`,
      name: row.name || row.id,
      hint: row.segment,
      run: () => void navigate({ to: '/customers/$id', params: { id: row.id } }),
    }),
  );
  return [
    { name: t('shell.search.pages'), commands: pages.filter(({ name }) => fits(name)) },
    { name: t('shell.search.metrics'), commands: metrics },
    { name: t('shell.search.customers'), commands: found },
    { name: t('shell.search.actions'), commands: actions.filter(({ name }) => fits(name)) },
  ].filter((group) => group.commands.length > 0);
};
