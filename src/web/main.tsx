import '@fontsource-variable/onest';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './kit/tokens.css';
import './kit/mantine.css';
import './kit/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './client/api.ts';
import { LanguageRoot, startLanguage } from './i18n/language.ts';
import { theme } from './kit/theme.ts';
import { router } from './shell/router.tsx';

// The page that is asked for is fetched before anything is drawn: drawn earlier, the frame would begin the same once more.
await Promise.all([startLanguage(), router.load().catch(() => undefined)]);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" />
          <LanguageRoot>
            <RouterProvider router={router} />
          </LanguageRoot>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
