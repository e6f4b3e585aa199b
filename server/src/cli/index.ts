import { Console } from 'node:console';
import { printDescription } from './description';
import { parseArguments, USAGE } from './arguments';
import { parseExplainArguments, printExplanation } from './explain';
import { exportToFile, type Report } from './export-to-file';
import { checkOutput } from './output';
import { loadSite, SiteError } from './site';
import { runWorker } from './worker';

const DONE = 0;
const FAILED = 1;
const WRONG_REQUEST = 2;
const NOT_ALLOWED = 3;
const NO_SITE = 4;
const INTERRUPTED = 130;

interface Failure {
  readonly message: string;
  readonly code: number;
}

/** An `ExportError`, also one of the plugin's other bundle, whose class is another. */
const isExportError = (error: unknown): error is Error & { readonly code: string; readonly status: number } =>
  error instanceof Error && error.name === 'ExportError';

const toFailure = (error: unknown, isInterrupted: boolean): Failure => {
  if (isInterrupted) return { message: 'Interrupted; nothing was kept.', code: INTERRUPTED };
  if (error instanceof SiteError) return { message: error.message, code: NO_SITE };
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') {
    return { message: 'Standard output was closed before the end of the file.', code: FAILED };
  }
  if (!isExportError(error)) return { message: (error as Error).stack ?? String(error), code: FAILED };
  const message = `${error.message} [${error.code}]`;
  if (error.status === 403) return { message, code: NOT_ALLOWED };
  return { message, code: error.status < 500 ? WRONG_REQUEST : FAILED };
};

const summary = ({ rows, bytes, milliseconds, warnings, file }: Report): string => {
  const changed = warnings
    .map((warning) => `; ${warning.kind}: ${'cells' in warning ? warning.cells : warning.columns.join(', ')}`)
    .join('');
  return `${rows} rows, ${bytes} bytes in ${(milliseconds / 1000).toFixed(1)} s${changed}: ${file ?? 'standard output'}\n`;
};

const print = ({ file }: Report, text: string): void => {
  // With the file on standard output, what is said about it must go elsewhere.
  (file === null ? process.stderr : process.stdout).write(text);
};

/** The commands beside exporters' names, which cannot be called so. */
const COMMANDS: ReadonlyMap<string, (signal: AbortSignal) => Promise<void>> = new Map([
  ['worker', runWorker],
  ['openapi', printDescription],
]);

const explain = async (argv: readonly string[]): Promise<void> => {
  const args = parseExplainArguments(argv);
  if (args === null) process.stdout.write(USAGE);
  else await printExplanation(args);
};

const run = async (argv: readonly string[], signal: AbortSignal): Promise<void> => {
  const command = argv.length === 1 ? COMMANDS.get(argv[0] ?? '') : undefined;
  if (command !== undefined) {
    await command(signal);
    return;
  }
  const [first, ...rest] = argv;
  if (first === 'explain') {
    await explain(rest);
    return;
  }
  const args = parseArguments(argv);
  if (args === null) {
    process.stdout.write(USAGE);
    return;
  }
  if (args.output !== null) checkOutput(args.output);
  const strapi = await loadSite(process.cwd());
  try {
    const report = await exportToFile(strapi, args, signal);
    print(report, args.json ? `${JSON.stringify(report)}\n` : summary(report));
  } finally {
    await strapi.destroy();
  }
};

/** The command `strapi-export`; ends the process with the exit code that its help tells. */
export const main = (argv: readonly string[]): void => {
  // What the site's code logs must not get into a file on standard output.
  globalThis.console = new Console(process.stderr);
  const abort = new AbortController();
  const interrupt = (): void => abort.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  run(argv, abort.signal).then(
    () => process.exit(DONE),
    (error: unknown) => {
      const { message, code } = toFailure(error, abort.signal.aborted);
      process.stderr.write(`strapi-export: ${message}\n`, () => process.exit(code));
    },
  );
};
