import { createOperatorAccess } from '../access/operator-access';
import type { Schema } from '../access/schema';
import { ExportError } from '../errors/export-error';
import { wrongDefinition } from '../exporter/check-definition';
import { defaultsFor, type Exporter } from '../exporter/exporter';
import { createPlan } from '../plan/create-plan';
import { parseRequest } from '../request/parse';

const always = (): boolean => true;

const withAllTables = (summary: Exporter['summary']): Exporter['summary'] =>
  summary === null ? null : { ...summary, tables: (summary.tables ?? []).map((table) => ({ ...table, when: always })) };

/** The exporter for somebody who may read everything, asked for all that it has. */
const withoutRules = (exporter: Exporter): Exporter => ({
  ...exporter,
  filters: null,
  summary: withAllTables(exporter.summary),
  columns: (exporter.columns ?? []).map((column) => ({ ...column, isDefault: true, when: always })),
});

const problemsOf = (error: unknown): readonly string[] => {
  if (!(error instanceof ExportError)) throw error;
  return error.problems.length > 0
    ? error.problems.map(({ field, message }) => `${field}: ${message}`)
    : [error.message];
};

/**
 * Plans everything that an exporter of the site's own offers, once the whole schema is known.
 *
 * @throws Error naming the exporter and what of it does not fit the content type
 */
export const checkExporter = async (schema: Schema, exporter: Exporter): Promise<void> => {
  const limits = { maxRows: null, backgroundFrom: 1 };
  const defaults = { defaultHeaders: 'paths', defaultPublication: 'published' } as const;
  const views = () => Promise.resolve({ labels: new Map(), order: [] });
  for (const format of exporter.formats) {
    try {
      const request = parseRequest({ ...defaultsFor(exporter, format), exporter: exporter.name, format });
      await createPlan({
        ...{ schema, request, views, access: createOperatorAccess(schema), exporter: withoutRules(exporter) },
        ...limits,
        ...defaults,
      });
    } catch (error) {
      throw wrongDefinition(exporter.name, problemsOf(error));
    }
  }
};
