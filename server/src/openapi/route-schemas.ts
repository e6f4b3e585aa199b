import { z } from '@strapi/utils';
import { FORMATS, type Format, toFormat } from '../../../shared/formats';
import { ANSWERS } from './answers';
import { OPERATIONS } from './operations';
import type { Operation, OperationName } from './operations/operation';
import { bodyOf, type ParameterOptions, parametersOf, type Shape } from './requests/parameters';

/** What Strapi's own generator (`strapi openapi generate`) reads of a route. */
export interface RouteSchemas {
  readonly request: {
    readonly params?: Shape;
    readonly query?: Shape;
    readonly body?: Readonly<Record<'application/json', z.ZodType>>;
  };
  /** Of answers in JSON; Strapi describes every answer as such, so files have none. */
  readonly response?: z.ZodType;
}

/** A route is there before the site's exporters are, so it is described for all of them. */
const ANY: Omit<ParameterOptions, 'format' | 'place'> = {
  ...{ columns: null, filters: null, defaults: {}, hasDrafts: true, isLocalized: true },
};

const bodyFor = (format: Format): z.ZodObject => bodyOf({ ...ANY, format });

const BODY = { 'application/json': z.union(FORMATS.map(bodyFor)) } as const;

const paramsOf = (path: string): Shape =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, z.string()]));

const requestQuery = (path: string, { request }: Operation): Shape => {
  const format = request === 'query' ? toFormat(path.slice(path.lastIndexOf('/') + 1)) : undefined;
  return format === undefined ? {} : parametersOf({ ...ANY, format, place: 'query' });
};

const responseOf = ({ answers }: Operation): z.ZodType | undefined => {
  if (answers.kind === 'job') return ANSWERS.SubmittedAnswer;
  return 'schema' in answers ? ANSWERS[answers.schema] : undefined;
};

const isEmpty = (shape: Shape): boolean => Object.keys(shape).length === 0;

/**
 * The zod schemas of a route of the content API. They describe and do not check: Strapi looks at them only where a
 * controller asks it to, and this plugin's do not, so that callers get the plugin's own errors, with codes.
 */
export const schemasOf = (action: OperationName, path: string): RouteSchemas => {
  const operation = OPERATIONS[action];
  const params = paramsOf(path);
  const query = { ...requestQuery(path, operation), ...operation.query };
  const response = responseOf(operation);
  return {
    request: {
      ...(!isEmpty(params) && { params }),
      ...(!isEmpty(query) && { query }),
      ...(operation.request === 'body' && { body: BODY }),
      ...(operation.body !== undefined && { body: { 'application/json': operation.body } }),
    },
    ...(response !== undefined && { response }),
  };
};
