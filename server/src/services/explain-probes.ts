import type { Model } from '../access/schema';
import { ExportError } from '../errors/export-error';
import type { Finding, Unchecked } from '../explain/explanation';
import { madeUpFilters } from '../explain/made-up';
import { sampleOfType } from '../explain/sample';
import type { Exporter } from '../exporter/exporter';
import { columnTypeOf } from '../plan/column-type';
import { hopKind } from '../plan/hop';
import type { Plan } from '../plan/plan';
import { requestOfQuery } from '../request/exporter-request';
import type { ExportRequest } from '../request/schema';
import type { Findings } from './explain-findings';
import type { ExportCaller, ExportsService } from './exports';

export type Parameters = Readonly<Record<string, unknown>>;

/** What one explanation is about. */
export interface Subject {
  readonly exporter: Exporter;
  readonly caller: ExportCaller;
  readonly parameters: Parameters;
}

/** Refusals that a made-up filter or sort can meet, which say that there is nothing to look at. */
const isRefusal = (error: unknown): error is ExportError => error instanceof ExportError && error.status < 500;

const orRefusal = async <T>(work: () => Promise<T>): Promise<T | ExportError> => {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
};

/** Plans an export with some parameters, as a query string has them. */
export const planFor = (
  exports: ExportsService,
  { exporter, caller }: Subject,
  parameters: Parameters,
): Promise<Plan> => {
  const format = parameters.format ?? exporter.formats[0];
  return exports.plan(requestOfQuery(exporter, parameters, format), caller);
};

/** Looks at the filters and sorts of an exporter one by one. */
export const createProbes = (exports: ExportsService, findings: Findings) => {
  /** Filters of the exporter's own: with the values that were given, or with made-up ones. */
  const ownFindings = async (subject: Subject): Promise<{ filters: Finding[]; unchecked: Unchecked[] }> => {
    const { exporter, parameters } = subject;
    const made = madeUpFilters(exporter);
    const filters: Finding[] = [];
    const unchecked: Unchecked[] = [];
    for (const name of made.names) {
      const found = await orRefusal(async () => {
        const value = parameters[name] ?? made.valueOf(name);
        const plan = await planFor(exports, subject, { ...parameters, [name]: value });
        return findings.filterFinding(name, plan, findings.conditionsBy(plan, name));
      });
      if (found instanceof ExportError) unchecked.push({ name, reason: found.message });
      else filters.push(found);
    }
    return { filters, unchecked };
  };

  /** What a condition on an attribute, or on what it leads to, is made up as; `null` for what is not looked at. */
  const sampleFilter = (model: Model, name: string): Readonly<Record<string, unknown>> | null => {
    const type = columnTypeOf(model, name);
    if (type !== undefined) {
      const choices = (model.attributes[name] as { readonly enum?: readonly string[] } | undefined)?.enum;
      const value = choices?.[0] ?? sampleOfType(type);
      return value === null ? null : { [name]: { $eq: value } };
    }
    const isRelation = model.attributes[name]?.type === 'relation' && hopKind(model, name) === 'level';
    return isRelation ? { [name]: { id: { $eq: 7 } } } : null;
  };

  /** Each attribute of the type itself by which rows can be filtered; those that are refused are nobody's to filter by. */
  const attributeFindings = async (subject: Subject, base: ExportRequest, model: Model): Promise<Finding[]> => {
    const found: Finding[] = [];
    for (const name of ['id', 'documentId', ...Object.keys(model.attributes)]) {
      const filters = sampleFilter(model, name);
      if (filters === null) continue;
      const probed = await orRefusal(async () => {
        const plan = await exports.plan({ ...base, filters, sort: [] }, subject.caller);
        const own = findings.ownFilters(plan);
        return findings.filterFinding(own[0]?.path ?? name, plan, own);
      });
      if (!(probed instanceof ExportError)) found.push(probed);
    }
    return found;
  };

  /** The exporter's columns that are fields of the type itself, or all fields where any can be asked for. */
  const sortPaths = ({ columns }: Exporter, model: Model): readonly string[] => {
    const paths =
      columns === null
        ? ['id', 'documentId', ...Object.keys(model.attributes)]
        : columns.filter(({ kind }) => kind === 'path').map(({ key }) => key);
    return [...new Set(paths)].filter((path) => columnTypeOf(model, path) !== undefined);
  };

  const sortFindings = async (subject: Subject, base: ExportRequest, model: Model): Promise<Finding[]> => {
    const found: Finding[] = [];
    for (const path of sortPaths(subject.exporter, model)) {
      const probed = await orRefusal(async () => {
        const request: ExportRequest = { ...base, sort: [{ path, direction: 'asc' }] };
        return findings.sortFinding(path, await exports.plan(request, subject.caller));
      });
      if (!(probed instanceof ExportError)) found.push(probed);
    }
    return found;
  };

  return { ownFindings, attributeFindings, sortFindings };
};
