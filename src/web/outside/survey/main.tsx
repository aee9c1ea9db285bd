import '@fontsource-variable/onest';
import '../../kit/tokens.css';
import '../../kit/base.css';
import '../page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SurveyPage } from './page.tsx';

const root = document.getElementById('root');
const token = /^\/s\/([^/]+)/.exec(location.pathname)?.[1] ?? '';
if (root)
  createRoot(root).render(
    <StrictMode>
      <SurveyPage token={decodeURIComponent(token)} />
    </StrictMode>,
  );
