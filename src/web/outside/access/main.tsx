import '@fontsource-variable/onest';
import '../../kit/tokens.css';
import '../../kit/base.css';
import '../page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AccessPage } from './page.tsx';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <AccessPage page={location.pathname.startsWith('/password') ? 'password' : 'login'} />
    </StrictMode>,
  );
