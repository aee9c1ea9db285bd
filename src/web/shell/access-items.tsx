import { Menu } from '@mantine/core';
import { IconKey, IconLogout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type AccessState, accessRoutes } from '../../model/access-routes.ts';
import { useWords } from '../i18n/language.ts';

const askState = async (): Promise<AccessState> => (await fetch(accessRoutes.state)).json();

const signOut = async (): Promise<void> => {
  await fetch(accessRoutes.session, { method: 'DELETE' });
  location.assign('/login');
};

/** The owner's password, and the way out of a session. */
export const AccessItems = () => {
  const { t } = useWords();
  const state = useQuery({ queryKey: ['access'], queryFn: askState });
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('access.entry')}</Menu.Label>
      <Menu.Item component="a" href="/password" rightSection={<IconKey size={16} aria-hidden />}>
        {t('access.ownerPassword')}
      </Menu.Item>
      {state.data?.isSignedIn && (
        <Menu.Item rightSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('access.signOut')}
        </Menu.Item>
      )}
    </>
  );
};
