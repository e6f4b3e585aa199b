import type { DescribedSite } from '../site';
import { bodiesOf } from './bodies';
import { HEADERS } from './files';
import { answerSchemas, type Json, requestSchemas } from './json-schema';
import { type PlacedOperation, placedOperations } from './operations';
import { share, type Shared } from './share';

const DESCRIPTION = `Exports of content to CSV, JSON, NDJSON and Excel.

Administrators have the same routes behind \`/export\`, with the token of their session or an admin token; there drafts, the
labels of the content manager and CSV for Excel are the defaults.

A client must take answers with further keys: later versions may add some.`;

const SECURITY_SCHEMES: Json = {
  endUser: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The token of an end user.' },
  apiToken: { type: 'http', scheme: 'bearer', description: 'An API token of the site.' },
};

const LICENSE: Json = { name: 'MIT', identifier: 'MIT' };

const TAGS: readonly Json[] = [
  { name: 'Catalogue', description: 'What can be exported.' },
  { name: 'Jobs', description: 'Exports that run in the background.' },
  { name: 'Downloads', description: 'Files and links to them.' },
  { name: 'Points', description: 'What exports cost.' },
  { name: 'Presets', description: 'Requests that are kept under a name.' },
  { name: 'Schedules', description: 'Presets that are exported again and again.' },
  { name: 'Health', description: 'Whether jobs run.' },
];

const shareParameters = (operations: readonly PlacedOperation[]): Shared =>
  share(
    'parameters',
    operations.flatMap(({ exporter, parameters }) =>
      parameters.map((value) => ({ exporter, name: String(value.name), value })),
    ),
  );

/** Most are what exports are refused with, and are called after these. */
const exportersFirst = (operations: readonly PlacedOperation[]): readonly PlacedOperation[] => [
  ...operations.filter(({ exporter }) => exporter !== null),
  ...operations.filter(({ exporter }) => exporter === null),
];

const shareResponses = (operations: readonly PlacedOperation[]): Shared =>
  share(
    'responses',
    exportersFirst(operations).flatMap(({ exporter, responses }) =>
      responses.map(({ name, value }) => ({ exporter, name, value })),
    ),
  );

const pathsOf = (operations: readonly PlacedOperation[], parametersBy: Shared, responsesBy: Shared): Json => {
  const paths = new Map<string, Record<string, Json>>();
  for (const { path, method, parameters, responses, operation } of operations) {
    const described = {
      ...operation,
      ...(parameters.length > 0 && { parameters: parameters.map(parametersBy.of) }),
      responses: Object.fromEntries(responses.map(({ status, value }) => [status, responsesBy.of(value)])),
    };
    paths.set(path, { ...paths.get(path), [method]: described });
  }
  return Object.fromEntries(paths);
};

/** Describes the content API of a site: an OpenAPI 3.1 document, the dialect that Strapi's own descriptions have. */
export const createDocument = (site: DescribedSite): Json => {
  const operations = placedOperations(site);
  const parameters = shareParameters(operations);
  const responses = shareResponses(operations);
  const { bodies, schemas } = bodiesOf(site);
  return {
    openapi: '3.1.0',
    info: { title: 'Exports', version: site.version, description: DESCRIPTION, license: LICENSE },
    servers: [{ url: site.url }],
    security: [{ endUser: [] }, { apiToken: [] }],
    tags: [...TAGS, ...site.exporters.map(({ exporter, label }) => ({ name: exporter.name, description: label }))],
    paths: pathsOf(operations, parameters, responses),
    components: {
      securitySchemes: SECURITY_SCHEMES,
      parameters: parameters.components,
      schemas: { ...answerSchemas(), ...requestSchemas(), ...schemas },
      headers: HEADERS,
      requestBodies: bodies,
      responses: responses.components,
    },
  };
};
