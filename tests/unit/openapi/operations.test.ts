import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from '@strapi/utils';
import { ERRORS, type ErrorCode } from '../../../server/src/errors/registry';
import { automaticExporter } from '../../../server/src/exporter/exporter';
import { schemasOf } from '../../../server/src/openapi/route-schemas';
import { OPERATIONS } from '../../../server/src/openapi/operations';
import { COMMON_ERRORS, NEVER_ANSWERED } from '../../../server/src/openapi/operations/operation';
import { requestOfBody } from '../../../server/src/request/exporter-request';
import { parseDeleteQuery, parseJobListQuery, parsePreviewQuery } from '../../../server/src/request/job-list';
import { parsePage } from '../../../server/src/request/pages';
import { ROUTES } from '../../../server/src/routes/table';
import { FORMATS } from '../../../shared/formats';

interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

const limitsOf = (schema: z.ZodType): Limits => z.toJSONSchema(schema, { io: 'input' }) as Limits;

describe('a described operation', () => {
  it('has every error that can be an answer', () => {
    const told = [...Object.values(OPERATIONS).flatMap(({ errors }) => errors), ...COMMON_ERRORS];
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      const isTold = told.includes(code);
      assert.equal(isTold, !NEVER_ANSWERED.includes(code), `${code}: name it at an operation, or as never answered`);
    }
  });

  it('has the limits that its query is read with', () => {
    const readers = [
      ['listJobs', parseJobListQuery],
      ['showPoints', parsePage],
      ['previewExport', parsePreviewQuery],
      ['removeJob', parseDeleteQuery],
    ] as const;
    for (const [action, read] of readers) {
      for (const [name, schema] of Object.entries(OPERATIONS[action].query ?? {})) {
        const { minimum, maximum, enum: choices } = limitsOf(schema);
        const right = choices ?? [minimum, maximum].map(String);
        const wrong = choices === undefined ? [Number(minimum) - 1, Number(maximum) + 1].map(String) : ['other'];
        for (const value of right) assert.doesNotThrow(() => read({ [name]: value }), `${action} ${name} ${value}`);
        for (const value of wrong) assert.throws(() => read({ [name]: value }), `${action} ${name} ${value}`);
      }
    }
    assert.deepEqual(parsePage({}), { page: 1, pageSize: 25 });
  });
});

describe('the schemas of a route', () => {
  it('can all be told by Strapi, which converts them as they come out', () => {
    for (const { action, path } of ROUTES) {
      const { request, response } = schemasOf(action, path);
      const schemas = [request.params, request.query, request.body].flatMap((shape) => Object.values(shape ?? {}));
      for (const schema of [...schemas, ...(response === undefined ? [] : [response])]) {
        assert.doesNotThrow(() => z.toJSONSchema(schema, { io: 'output' }), path);
      }
    }
  });

  it('take what the plugin takes', () => {
    const exporter = automaticExporter('api::article.article');
    const { body } = schemasOf('submitExport', '/:exporter').request;
    for (const format of FORMATS) {
      const sent = {
        format,
        columns: ['title', { path: 'price', header: 'Price', format: { kind: 'money', currency: 'EUR' } }],
        filters: { price: { $gte: 1 } },
        sort: ['title:asc'],
        locale: ['en', 'fr'],
        publication: 'both',
      };
      assert.ok(body?.['application/json'].safeParse(sent).success, format);
      assert.equal(requestOfBody(exporter, sent).format, format);
    }
    assert.equal(body?.['application/json'].safeParse({ format: 'csv', colour: 'red' }).success, false);
  });
});
