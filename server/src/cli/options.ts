import { parseArgs, type ParseArgsConfig } from 'node:util';
import { problem } from '../errors/export-error';

/** What every command about an export is given. */
export interface CommonArguments {
  readonly exporter: string;
  /** The request, as a query string would have it. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** E-mail address of the admin user whose rights apply. */
  readonly as: string | undefined;
  readonly json: boolean;
}

/** The options of every command about an export. */
export const REQUEST_OPTIONS = {
  columns: { type: 'string' },
  filters: { type: 'string' },
  sort: { type: 'string' },
  locale: { type: 'string' },
  status: { type: 'string' },
  option: { type: 'string', multiple: true },
  as: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Those of them that are parameters of the request under the same name. */
export const REQUEST_PARAMETERS = ['columns', 'filters', 'sort', 'locale', 'status'] as const;

export const isContentType = (exporter: string): boolean => exporter.includes('::');

export const usageError = (message: string): Error => problem('EXPORT_INVALID_REQUEST', 'arguments', 'usage', message);

/** @throws ExportError `EXPORT_INVALID_REQUEST` for options that are not there */
export const parseOptions = <const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
) => {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError((error as Error).message);
  }
};

/** The one exporter that is named. */
export const exporterOf = ([exporter, ...rest]: readonly string[], verb: string): string => {
  if (exporter === undefined) throw usageError(`Name what to ${verb}, such as api::article.article.`);
  if (rest.length > 0) throw usageError(`Only one exporter at a time; ${rest.join(' ')} is too much.`);
  return exporter;
};

const furtherParameters = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw usageError(`--option ${pair}: expected key=value.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

/** The parameters of the request among the options. */
export const parametersOf = (
  values: Readonly<Record<string, unknown>> & { readonly option?: string[] | undefined },
  names: readonly string[],
): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))),
  ...furtherParameters(values.option ?? []),
});
