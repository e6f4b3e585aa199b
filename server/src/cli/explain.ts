import { parseRequest } from '../request/parse';
import { fromQueryString } from '../request/query-string';
import { getService } from '../services';
import { callerOf } from './caller';
import { explanationText } from './explanation-text';
import {
  type CommonArguments,
  exporterOf,
  isContentType,
  parametersOf,
  parseOptions,
  REQUEST_OPTIONS,
  REQUEST_PARAMETERS,
} from './options';
import { loadSite } from './site';
import { writeOut } from './write-out';

/**
 * Reads what stands behind `explain`.
 *
 * @returns `null` when help was asked for
 * @throws ExportError `EXPORT_INVALID_REQUEST` and its kin
 */
export const parseExplainArguments = (argv: readonly string[]): CommonArguments | null => {
  const { values, positionals } = parseOptions(argv, REQUEST_OPTIONS);
  if (values.help === true) return null;
  const exporter = exporterOf(positionals, 'explain');
  const { as, json = false } = values;
  const parameters = parametersOf(values, REQUEST_PARAMETERS);
  // What an exporter of the site's own takes, only the site can tell.
  if (isContentType(exporter)) parseRequest({ format: 'csv', ...fromQueryString(parameters), exporter });
  return { exporter, parameters, as, json };
};

/** Prints how the database would run an export, and which indexes are missing. */
export const printExplanation = async ({ exporter, parameters, as, json }: CommonArguments): Promise<void> => {
  const strapi = await loadSite(process.cwd());
  try {
    // The limit of rows binds whoever exports in the panel, and is counted for; here it is looked at as well.
    const caller = { ...(await callerOf(strapi, as)), isUnlimited: false };
    const explanation = await getService(strapi, 'explanations').explain(exporter, parameters, caller);
    await writeOut(json ? `${JSON.stringify(explanation)}\n` : explanationText(explanation));
  } finally {
    await strapi.destroy();
  }
};
