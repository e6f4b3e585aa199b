import { FORMATS, toFormat } from '../../../../shared/formats';
import { type Route, ROUTES, TICKET_PATH } from '../../routes/table';
import { OPERATIONS } from '../operations';
import type { Operation, OperationName } from '../operations/operation';
import type { DescribedSite, OpenExporter } from '../site';
import { type Json, sentSchema } from './json-schema';
import { bodyRef, queryOf, requestQuery } from './parameters';
import { type NamedResponse, responsesOf } from './responses';

/** One operation at one address. */
export interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  /** Whose it is, if it is an exporter's. */
  readonly exporter: string | null;
  readonly parameters: readonly Json[];
  readonly responses: readonly NamedResponse[];
  /** Everything else. */
  readonly operation: Json;
}

interface DescribedRoute {
  readonly method: Route['method'];
  readonly path: string;
  readonly action: OperationName;
}

const EXPORTER = '/:exporter';

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `/jobs/:id` as OpenAPI writes it. */
const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const PATH_TEXTS: Readonly<Record<string, string>> = {
  id: 'The `id` of an answer.',
  ticket: 'What the link ends with.',
  exporter: 'The name of an exporter.',
};

const pathParameters = ({ exporters }: DescribedSite, path: string): readonly Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, description: PATH_TEXTS[name] },
    schema: {
      type: 'string',
      ...(name === 'exporter' && exporters.length > 0 && { enum: exporters.map(({ exporter }) => exporter.name) }),
    },
  }));

const PREFER: Json = {
  ...{ name: 'Prefer', in: 'header', required: false },
  description: '`respond-async` (RFC 7240) makes a job of an export of any size.',
  schema: { type: 'string', enum: ['respond-async'] },
};

const header = (name: string, description: string): Json => ({
  ...{ name, in: 'header', required: false, description },
  schema: { type: 'string' },
});

const RANGES: readonly Json[] = [
  header('Range', 'One range of bytes, such as `bytes=0-1023`.'),
  header('If-Range', 'The `ETag` of the file that the range is meant for; of another file the whole is sent.'),
];

/** Headers that a kind of answer goes by. */
const REQUEST_HEADERS: Readonly<Partial<Record<Operation['answers']['kind'], readonly Json[]>>> = {
  'file-or-job': [PREFER],
  'stored-file': RANGES,
  'any-file': RANGES,
  polled: [header('If-None-Match', 'The `ETag` of an earlier answer.')],
};

/** What an operation takes, wherever it stands. */
const ownParameters = ({ query = {}, answers }: Operation): readonly Json[] => [
  ...queryOf(query),
  ...(REQUEST_HEADERS[answers.kind] ?? []),
];

/** Without what only one exporter has. */
const staticOperation = (site: DescribedSite, { method, path, action }: DescribedRoute): PlacedOperation => {
  const described = OPERATIONS[action];
  return {
    method: method.toLowerCase(),
    path: `${site.prefix}${templateOf(path)}`,
    exporter: null,
    parameters: [...pathParameters(site, path), ...ownParameters(described)],
    responses: responsesOf(action, described, { site, formats: FORMATS }),
    operation: {
      operationId: action,
      tags: [described.tag],
      summary: described.summary,
      description: described.description,
      ...(described.isPublic === true && { security: [] }),
      ...(described.body !== undefined && {
        requestBody: { required: true, content: { 'application/json': { schema: sentSchema(described.body) } } },
      }),
    },
  };
};

const limitsText = ({ maxRows, backgroundFrom }: OpenExporter, { answers }: Operation): string => {
  const most = maxRows === null ? '' : ` At most ${maxRows} rows.`;
  return answers.kind === 'file-or-job' || answers.kind === 'job'
    ? `${most} Jobs begin at ${backgroundFrom} rows.`
    : most;
};

/** One operation of one exporter; `null` where it has not the format that the address names. */
const exporterOperation = (
  site: DescribedSite,
  open: OpenExporter,
  { method, path, action }: DescribedRoute,
): PlacedOperation | null => {
  const described = OPERATIONS[action];
  const { name, formats } = open.exporter;
  const format = described.request === 'query' ? toFormat(lastOf(path)) : undefined;
  if (described.request === 'query' && (format === undefined || !formats.includes(format))) return null;
  const word = format === undefined ? action : lastOf(path);
  return {
    method: method.toLowerCase(),
    path: `${site.prefix}${path.replace(EXPORTER, `/${name}`)}`,
    exporter: name,
    parameters: [...(format === undefined ? [] : requestQuery(open, format)), ...ownParameters(described)],
    responses: responsesOf(action, described, {
      site,
      exporter: open,
      formats: format === undefined ? formats : [format],
    }),
    operation: {
      operationId: `${name}.${word}`,
      tags: [name],
      summary:
        format === undefined ? `${open.label}: ${described.summary}` : `${open.label}: ${described.summary} as ${word}`,
      description: `${described.description}${limitsText(open, described)}`,
      ...(described.request === 'body' && { requestBody: bodyRef(open) }),
    },
  };
};

/** Whether each exporter has the route at an address of its own. */
const isOfExporter = ({ path }: DescribedRoute): boolean => path === EXPORTER || path.startsWith(`${EXPORTER}/`);

/** Every operation at its address: those of exporters once for each, with its own parameters. */
export const placedOperations = (site: DescribedSite): readonly PlacedOperation[] => {
  const routes: readonly DescribedRoute[] = [...ROUTES, { method: 'GET', path: TICKET_PATH, action: 'redeemTicket' }];
  return [
    ...routes.filter((route) => !isOfExporter(route)).map((route) => staticOperation(site, route)),
    ...site.exporters.flatMap((open) =>
      routes.filter(isOfExporter).flatMap((route) => exporterOperation(site, open, route) ?? []),
    ),
  ];
};
