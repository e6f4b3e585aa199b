import { parseRequest } from '../request/parse';
import { fromQueryString } from '../request/query-string';
import {
  type CommonArguments,
  exporterOf,
  isContentType,
  parametersOf,
  parseOptions,
  REQUEST_OPTIONS,
  REQUEST_PARAMETERS,
  usageError,
} from './options';

export const USAGE = `strapi-export: exports content of the Strapi site in this folder to a file

  strapi-export <exporter> --format <csv|json|ndjson|xlsx> [options]
  strapi-export worker  runs export jobs until it is stopped, beside or instead of the site's own processes
  strapi-export openapi prints the OpenAPI description of the site's export routes
  strapi-export explain <exporter> [options]
                        tells which filters and sorts would read a whole table, and which indexes are missing; takes
                        --columns, --filters, --sort, --locale, --status, --option, --as and --json, and runs no export

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
  --json                print one line of JSON about the finished file, or what explain tells, instead of text
  --help                print this

Exit codes: 0 done, 1 failed, 2 wrong arguments or request, 3 not allowed, 4 the site does not start, 130 interrupted.
`;

export interface Arguments extends CommonArguments {
  /** `null` for standard output, `undefined` for the default name. */
  readonly output: string | null | undefined;
}

const OPTIONS = {
  ...REQUEST_OPTIONS,
  format: { type: 'string' },
  output: { type: 'string' },
  gzip: { type: 'boolean' },
} as const;

/**
 * Reads the command line.
 *
 * @returns `null` when help was asked for
 * @throws ExportError `EXPORT_INVALID_REQUEST` and its kin
 */
export const parseArguments = (argv: readonly string[]): Arguments | null => {
  const { values, positionals } = parseOptions(argv, OPTIONS);
  if (values.help === true) return null;
  const [first] = positionals;
  if (first === 'worker' || first === 'openapi') throw usageError(`The command ${first} takes no options.`);
  if (first === 'explain') throw usageError('explain comes before its options.');
  const exporter = exporterOf(positionals, 'export');
  const { output, as, json = false } = values;
  const given = parametersOf(values, [...REQUEST_PARAMETERS, 'format', 'gzip']);
  // What an exporter of the site's own takes, only the site can tell.
  if (isContentType(exporter)) parseRequest({ ...fromQueryString(given), exporter });
  return { exporter, parameters: given, output: output === '-' ? null : output, as, json };
};
