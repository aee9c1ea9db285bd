import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useWords } from '../i18n/language.ts';
import css from './frame.module.css';
import { placesOf } from './places.ts';

/** The pages a phone's bar has no room for, behind one button. */
export const MorePlaces = ({ runs }: { runs: boolean }) => {
  const { t } = useWords();
  const pathname = useLocation({ select: (location) => location.pathname });
  const groups = placesOf(runs).map(({ group, items }) => ({
    group,
    items: items.filter(({ isAtHand }) => !isAtHand),
  }));
  const here = groups.flatMap(({ items }) => items).find(({ to }) => pathname.startsWith(to));
  const Icon = here?.Icon ?? IconDots;
  return (
    <Menu position="top-end" width={240}>
      <Menu.Target>
        <button
          type="button"
          className={`${css.place} ${css.more}`}
          data-status={here ? 'active' : undefined}
          aria-label={here ? `${t('shell.nav.more')}: ${t(`shell.nav.${here.name}`)}` : t('shell.nav.more')}
        >
          <Icon size={19} stroke={1.6} aria-hidden />
          <span>{t('shell.nav.more')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map(
          ({ group, items }) =>
            items.length > 0 && (
              <div key={group}>
                {group !== 'facts' && <Menu.Label>{t(`shell.nav.groups.${group}`)}</Menu.Label>}
                {items.map(({ to, name, Icon: Sign }) => (
                  <Menu.Item
                    key={to}
                    component={Link}
                    to={to}
                    className={css.morePlace ?? ''}
                    leftSection={<Sign size={18} stroke={1.6} aria-hidden />}
                  >
                    {t(`shell.nav.${name}`)}
                  </Menu.Item>
                ))}
              </div>
            ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
