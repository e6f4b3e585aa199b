import { servePlayground } from './serve-playground';

/** Starts the playground and tells the parent process a fresh API token. */
servePlayground('npm run demo', process.env.DEMO_PANEL === 'true').then(
  ({ token }) => process.send?.({ token }),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
