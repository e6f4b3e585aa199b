import type { Core } from '@strapi/types';
import type { Model, Schema } from '../access/schema';
import { advisedIndexes, type Explanation } from '../explain/explanation';
import { madeUpFilters } from '../explain/made-up';
import type { Verdict } from '../explain/verdict';
import type { Exporter } from '../exporter/exporter';
import type { ExportRequest } from '../request/schema';
import { contentDatabaseOf } from './content-database';
import { createFindings } from './explain-findings';
import { createProbes, type Parameters, planFor, type Subject } from './explain-probes';
import { createExporterQueries } from './exporter-queries';
import type { ExportersService } from './exporters';
import type { ExportCaller, ExportsService } from './exports';

export interface ExplanationsInput {
  readonly strapi: Core.Strapi;
  readonly schema: Schema;
  readonly exporters: ExportersService;
  readonly exports: ExportsService;
}

/** Values for the filters that must be given and are not; whether they are taken shows when the request is read. */
const valuesNeeded = (exporter: Exporter, given: Parameters): Parameters => {
  const { required, valueOf } = madeUpFilters(exporter);
  const missing = required.filter((name) => !Object.hasOwn(given, name));
  return Object.fromEntries(missing.flatMap((name) => (valueOf(name) === undefined ? [] : [[name, valueOf(name)]])));
};

/** Says which filters and sorts of an exporter would read a table through, and which indexes are missing. */
export const createExplanationsService = ({ strapi, schema, exporters, exports }: ExplanationsInput) => {
  const database = contentDatabaseOf(strapi);

  return {
    /**
     * Explains the queries that an export with these parameters would run, and each filter and sort of its exporter. No
     * query is run, and no row is read.
     *
     * @param parameters as a query string has them
     * @throws ExportError as for the export itself
     */
    explain: async (name: string, given: Parameters, caller: ExportCaller): Promise<Explanation> => {
      const exporter = exporters.open('panel', name);
      const madeUp = valuesNeeded(exporter, given);
      const subject: Subject = { exporter, caller, parameters: { ...madeUp, ...given } };
      const findings = createFindings(createExporterQueries(strapi, database));
      const probes = createProbes(exports, findings);
      const plan = await planFor(exports, subject, subject.parameters);
      const { explained, request } = await findings.ofRequest(plan);
      const { root, facts } = explained.tables;
      // Types that do not exist cannot be planned.
      const model = schema.model(plan.uid) as Model;
      const alone: ExportRequest = { ...plan.request, search: undefined };
      const { filters, unchecked } =
        exporter.filters === null
          ? { filters: await probes.attributeFindings(subject, alone, model), unchecked: [] }
          : await probes.ownFindings(subject);
      const unfiltered = exporter.filters === null ? { ...alone, filters: undefined } : alone;
      const sorts = await probes.sortFindings(subject, unfiltered, model);
      const verdicts: readonly Verdict[] = [
        ...request.flatMap((query) => query.verdicts),
        ...[...filters, ...sorts].map(({ verdict }) => verdict),
      ];
      return {
        ...{ exporter: exporter.name, contentType: plan.uid, database: explained.database },
        ...{ table: root, rows: facts.get(root)?.rows ?? 0 },
        ...{ madeUp, request, filters, sorts, unchecked, indexes: advisedIndexes(verdicts) },
      };
    },
  };
};

export type ExplanationsService = ReturnType<typeof createExplanationsService>;
