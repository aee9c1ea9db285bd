import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBellRinging, IconCopy, IconDots, IconLinkOff, IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ListedLink, ListedRound, Reminder } from '../../../model/audit/survey-contract.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useNotify } from '../../kit/notify.ts';
import css from './survey.module.css';
import { useCopy } from './use-copy.ts';
import { addressOf, useSurveyActions } from './use-survey.ts';

type LinkListProps = { workspace: string; round: ListedRound; links: readonly ListedLink[] };

/** Every personal link with its state; the only place where names stand. */
export const LinkList = ({ workspace, round, links }: LinkListProps) => {
  const { t } = useWords();
  const shown = links.filter(({ state }) => state !== 'withdrawn');
  const gone = links.filter(({ state }) => state === 'withdrawn');
  const isWaited = shown.some(({ state }) => state !== 'answered');
  const reminders = useQuery({
    ...api.survey.reminders.queryOptions({ input: { workspace, round: round.id, address: location.origin } }),
    enabled: isWaited,
  });
  if (links.length === 0) return null;
  const isLocal = links.some(({ url, path }) => path !== null && url === null);
  return (
    <Card title={t('survey.links')}>
      <p className={css.soft}>{t('survey.linksText')}</p>
      {isLocal && (
        <div className={css.note} role="note">
          <b>{t('survey.localOnly')}</b>
          <p>{t('survey.localOnlyText')}</p>
          <a href="/password">{t('survey.setPassword')}</a>
        </div>
      )}
      <ul className={css.links}>
        {[...shown, ...gone].map((link) => (
          <Row
            key={link.id}
            {...{ workspace, round, link }}
            reminder={reminders.data?.find((each) => each.link === link.id)}
          />
        ))}
      </ul>
    </Card>
  );
};

type RowProps = Omit<LinkListProps, 'links'> & { link: ListedLink; reminder: Reminder | undefined };

const Row = ({ workspace, round, link, reminder }: RowProps) => {
  const { t } = useWords();
  const notify = useNotify();
  const copy = useCopy();
  const { withdraw } = useSurveyActions(workspace, round);
  const address = addressOf(link);
  const isOpen = link.state !== 'withdrawn';
  const what = [
    link.kind === 'rater' ? t('survey.rater') : t(`survey.functions.${link.function}`),
    ...(link.isHead ? [t('survey.head')] : []),
  ].join(', ');
  return (
    <li className={css.link} data-state={link.state}>
      <span className={css.who}>
        <b>{link.label}</b>
        <span className={css.soft}>{what}</span>
      </span>
      <span className={css.state} data-state={link.state}>
        {link.kind === 'rater' && link.state === 'opened' ? '' : t(`survey.states.${link.state}`)}
      </span>
      {isOpen && address !== null && (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconCopy size={16} aria-hidden />}
          aria-label={`${t('survey.copy')}: ${link.label}`}
          onClick={() => copy(address)}
        >
          {t('survey.copy')}
        </Button>
      )}
      {isOpen && address === null && <span className={css.soft}>{t('survey.lost')}</span>}
      {isOpen && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('survey.more', { label: link.label })}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {reminder && (
              <>
                <Menu.Item leftSection={<IconBellRinging size={16} aria-hidden />} onClick={() => copy(reminder.text)}>
                  {t('survey.copyReminder')}
                </Menu.Item>
                <Menu.Item component="a" href={reminder.mailto} leftSection={<IconMail size={16} aria-hidden />}>
                  {t('survey.mail')}
                </Menu.Item>
              </>
            )}
            <Menu.Item
              color="red"
              leftSection={<IconLinkOff size={16} aria-hidden />}
              onClick={() => withdraw.mutate(link.id, { onSuccess: () => notify(t('survey.withdrawn')) })}
            >
              {t('survey.withdraw')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
};
