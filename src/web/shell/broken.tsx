import { Failure } from '../kit/failure.tsx';

/** A page that could not be drawn, or whose code could not be fetched: said plainly, with another try. */
export const Broken = () => (
  <main>
    <Failure isPage onRetry={() => window.location.reload()} />
  </main>
);
