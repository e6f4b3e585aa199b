import { parseArgs } from 'node:util';
import { problem } from '../errors/export-error';
import { parseRequest } from '../request/parse';
import { fromQueryString } from '../request/query-string';

export const USAGE = `strapi-export: exports content of the Strapi site in this folder to a file

  strapi-export <exporter> --format <csv|json|ndjson|xlsx> [options]
  strapi-export worker  runs export jobs until it is stopped, beside or instead of the site's own processes
  strapi-export openapi prints the OpenAPI description of the site's export routes

  <exporter>            a content type, such as api::article.article, or the name of an exporter of the site's own

  --output <file>       where to write; - for standard output (default: <name>_<date>.<ext> here)
  --columns <a,b.c>     columns by path, with a choice for lists: tags:count, tags.label:first (default: the type's own fields)
  --filters <json>      Strapi filters, such as {"rating":{"$gte":4}}
  --sort <a:desc,b.c>   what to sort by (default: the stable key)
  --locale <codes>      locales of localised content, or * for all (default: the site's default locale)
  --status <s>          published (default), draft, modified or both
  --gzip                compress csv, json and ndjson
  --option <key=value>  any other parameter of the REST routes, such as delimiter=; or a filter of the exporter's; repeatable
  --as <e-mail>         export with the rights of this admin user
                        (default: the operator's, everything but private and password fields)
  --json                print one line of JSON about the finished file instead of text
  --help                print this

Exit codes: 0 done, 1 failed, 2 wrong arguments or request, 3 not allowed, 4 the site does not start, 130 interrupted.
`;

export interface Arguments {
  readonly exporter: string;
  /** The request, as a query string would have it. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `null` for standard output, `undefined` for the default name. */
  readonly output: string | null | undefined;
  /** E-mail address of the admin user whose rights apply. */
  readonly as: string | undefined;
  readonly json: boolean;
}

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  columns: { type: 'string' },
  filters: { type: 'string' },
  sort: { type: 'string' },
  locale: { type: 'string' },
  status: { type: 'string' },
  gzip: { type: 'boolean' },
  option: { type: 'string', multiple: true },
  as: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Options that are parameters of the request under the same name. */
const REQUEST_OPTIONS = ['format', 'columns', 'filters', 'sort', 'locale', 'status', 'gzip'];

const isContentType = (exporter: string): boolean => exporter.includes('::');

const usageError = (message: string): Error => problem('EXPORT_INVALID_REQUEST', 'arguments', 'usage', message);

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError((error as Error).message);
  }
};

const furtherParameters = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw usageError(`--option ${pair}: expected key=value.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

/**
 * Reads the command line.
 *
 * @returns `null` when help was asked for
 * @throws ExportError `EXPORT_INVALID_REQUEST` and its kin
 */
export const parseArguments = (argv: readonly string[]): Arguments | null => {
  const { values, positionals } = parse(argv);
  if (values.help === true) return null;
  const [exporter, ...rest] = positionals;
  if (exporter === 'worker' || exporter === 'openapi') throw usageError(`The command ${exporter} takes no options.`);
  if (exporter === undefined) throw usageError('Name what to export, such as api::article.article.');
  if (rest.length > 0) throw usageError(`Only one exporter at a time; ${rest.join(' ')} is too much.`);
  const { output, as, json = false, option = [] } = values;
  const parameters = Object.fromEntries(Object.entries(values).filter(([name]) => REQUEST_OPTIONS.includes(name)));
  const given = { ...parameters, ...furtherParameters(option) };
  // What an exporter of the site's own takes, only the site can tell.
  if (isContentType(exporter)) parseRequest({ ...fromQueryString(given), exporter });
  return { exporter, parameters: given, output: output === '-' ? null : output, as, json };
};
