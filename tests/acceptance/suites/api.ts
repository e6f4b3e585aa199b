import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ANSWERS, type AnswerName } from '../../../server/src/openapi/answers';
import type { ExporterList } from '../../../shared/contracts/exporters';
import { FORMATS, toFormat } from '../../../shared/formats';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { type Answer, errorOf, get } from '../../support/http';
import { call } from '../../support/jobs';
import type { Site } from '../../support/site';
import type { Entry } from '../entry';
import { answersOf, MANAGER, PREFIX } from '../support/api-answers';
import {
  assertDescribed,
  type Description,
  exampleBodies,
  fullQuery,
  operationsOf,
  parametersOf,
  specification,
} from '../support/api-description';
import { runExamples } from '../../support/doc-examples';
import { finishedJob } from '../support/records';

const PAGE = path.resolve(__dirname, '../../../docs/reference/openapi.json');

interface DescriptionService {
  document(): Description;
}

/** As the site describes itself, in plain JSON. */
const describe = ({ strapi }: Site): Description => {
  const document = strapi.plugin(PLUGIN_ID).service<DescriptionService>('description').document();
  return JSON.parse(JSON.stringify(document)) as Description;
};

const exportersOf = async (site: Site): Promise<ExporterList['data']> => {
  const answer = await get(site, `${PREFIX}/exporters`, await site.endUserToken(MANAGER));
  return (JSON.parse(answer.body.toString()) as ExporterList).data;
};

interface Layer {
  readonly path: string;
  readonly methods: readonly string[];
}

/** The plugin's routes that run, for each exporter where they are an exporter's. */
const runningRoutes = async (site: Site): Promise<string[]> => {
  const exporters = await exportersOf(site);
  const layers = (site.strapi.server.listRoutes() as Layer[]).filter((layer) => layer.path.startsWith(`${PREFIX}/`));
  return layers.flatMap(({ path: route, methods }) => {
    const method = methods.find((one) => one !== 'HEAD') ?? '';
    const written = `${method} ${route.replace(/:(\w+)/g, '{$1}')}`;
    const own = `${PREFIX}/{exporter}`;
    if (!written.startsWith(`${method} ${own}`)) return [written];
    // The route of formats that do not exist only refuses.
    if (written.endsWith('/{format}')) return [];
    const format = toFormat(written.slice(written.lastIndexOf('/') + 1));
    return exporters
      .filter(({ formats }) => format === undefined || formats.includes(format))
      .map(({ name }) => written.replace(own, `${PREFIX}/${name}`));
  });
};

/** What an address is, filled with these values. */
const fill = (address: string, values: Readonly<Record<string, string>>): string =>
  address.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');

/** Makes something. @returns its id */
const made = async (site: Site, token: string, route: string, body: object): Promise<string> => {
  const answer = await call(site, 'POST', `${PREFIX}${route}`, token, body);
  assert.equal(answer.status, 201, answer.body.toString());
  return (JSON.parse(answer.body.toString()) as { data: { id: string } }).data.id;
};

const statusOf = (answer: Answer): string => `${answer.status} ${answer.body.toString().slice(0, 300)}`;

/** What parts A and B ask of the API as programs see it, and of its description. */
export const apiEntries: readonly Entry[] = [
  {
    id: 'A17',
    title: 'describes every endpoint that runs, and no other, in a valid OpenAPI document',
    check: async (site) => {
      const document = describe(site);
      const { valid, errors } = await new Validator().validate(specification(document));
      assert.ok(valid, JSON.stringify(errors));
      const described = operationsOf(document).map(({ method, path: address }) => `${method} ${address}`);
      assert.deepEqual(described.sort(), (await runningRoutes(site)).sort());
      assert.ok(described.includes(`GET ${PREFIX}/records/csv`));
    },
  },
  {
    id: 'A17',
    title: 'accepts every parameter that is described, and none that is not',
    check: async (site) => {
      const document = describe(site);
      const { job } = await finishedJob(site);
      const token = await site.endUserToken(MANAGER);
      const preset = { name: 'For the description', exporter: 'hotels', request: { format: 'csv' } };
      const presetId = await made(site, token, '/presets', preset);
      const schedule = { name: 'For the description', preset: presetId, cron: '0 3 * * *' };
      const scheduleId = await made(site, token, '/schedules', schedule);
      const valuesOf = (address: string): Readonly<Record<string, string>> => {
        const id = address.includes('/presets/') ? presetId : address.includes('/schedules/') ? scheduleId : job.id;
        return { id, exporter: address.includes('/exporters/') ? 'records' : 'hotels' };
      };
      const reads = operationsOf(document).filter(
        ({ method, operation }) => method === 'GET' && operation.operationId !== 'redeemTicket',
      );
      for (const { path: address, operation } of reads) {
        const query = fullQuery(document, operation);
        // Asking for the headers looks at the whole request, and sends no file. Own exporters have no columns below others.
        delete query.path;
        const answer = await get(site, fill(address, valuesOf(address)), token, { query, method: 'HEAD' });
        assert.equal(answer.status, 200, `${address} ${JSON.stringify(query)}`);
        const more = await get(site, fill(address, valuesOf(address)), token, { query: { ...query, colour: 'red' } });
        const takesAny = ['downloadJob', 'showManifest'].includes(operation.operationId);
        if (!takesAny) assert.equal(errorOf(more).code, 'EXPORT_INVALID_REQUEST', address);
      }
    },
  },
  {
    id: 'B3',
    title: 'answers in the shapes that are described, also where it refuses',
    check: async (site) => {
      const document = describe(site);
      const answers = await answersOf(site);
      for (const { method, path: address, answer } of answers) assertDescribed(document, method, address, answer);
      const statuses = new Set(answers.map(({ answer }) => answer.status));
      assert.deepEqual([...statuses].sort(), [200, 201, 202, 204, 206, 304, 400, 403, 404, 409, 410, 416]);
    },
  },
  {
    id: 'B3',
    title: 'answers with the keys of the contracts, none more and none less, and with stable codes',
    check: async (site) => {
      const answers = await answersOf(site);
      const named = answers.filter((one): one is typeof one & { schema: AnswerName } => one.schema !== undefined);
      for (const { method, path: address, answer, schema } of named) {
        const parsed = ANSWERS[schema].safeParse(JSON.parse(answer.body.toString()));
        assert.ok(parsed.success, `${method} ${address}: ${parsed.error?.message ?? ''}`);
      }
      const seen = new Set(named.map(({ schema }) => schema));
      const parts: readonly AnswerName[] = [
        ...(['ColumnNode', 'ExportColumn', 'Exporter', 'Job', 'PageMeta', 'PointEntry'] as const),
        ...(['Preset', 'Schedule'] as const),
      ];
      assert.deepEqual(
        (Object.keys(ANSWERS) as AnswerName[]).filter((name) => !seen.has(name)),
        parts,
      );
      for (const { answer, code } of answers) if (code !== undefined) assert.equal(errorOf(answer).code, code);
    },
  },
  {
    id: 'B25',
    title: 'has the description of this site in the documentation, with the filters and formats of each exporter',
    check: async (site) => {
      const { servers } = describe(site);
      const written = JSON.parse(readFileSync(PAGE, 'utf8')) as Description;
      assert.deepEqual(describe(site), { ...written, servers });
      for (const { name, filters, formats } of await exportersOf(site)) {
        for (const format of FORMATS) {
          const operation = written.paths[`${PREFIX}/${name}/${format}`]?.get;
          assert.equal(operation !== undefined, formats.includes(format), `${name} ${format}`);
          if (operation === undefined) continue;
          const parameters = parametersOf(written, operation);
          for (const filter of Object.keys(filters?.properties ?? {})) {
            const parameter = parameters.find((one) => one.name === filter);
            assert.ok(parameter?.description !== undefined, `${name}.${filter} is not described`);
          }
        }
      }
    },
  },
  {
    id: 'B25',
    title: 'takes the requests that the description shows',
    check: async (site) => {
      const document = describe(site);
      const token = await site.endUserToken(MANAGER);
      const estimates = operationsOf(document).filter(({ path: address }) => address.endsWith('/estimate'));
      assert.ok(estimates.length >= 4);
      for (const { path: address, operation } of estimates) {
        const bodies = exampleBodies(document, operation);
        assert.ok(bodies.length >= 3, address);
        for (const body of bodies) {
          const answer = await call(site, 'POST', address, token, body);
          assert.equal(answer.status, 200, `${address} ${JSON.stringify(body)} ${statusOf(answer)}`);
        }
      }
    },
  },
  {
    id: 'B25',
    title: 'leads from each old endpoint to the new one, by commands that run',
    check: async (site) => {
      const { job, token } = await finishedJob(site);
      const ran = await runExamples('docs/reference/old-endpoints.md', site, { TOKEN: token, JOB: job.id });
      assert.ok(ran >= 9, `${ran} examples`);
    },
  },
];
