import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ANSWERS } from '../../../server/src/openapi/answers';
import { EXAMPLES } from '../../../server/src/openapi/examples';
import {
  checking,
  type Description,
  exampleBodies,
  operationAt,
  operationsOf,
  type Parameter,
  parametersOf,
  responseSchema,
  specification,
} from '../../acceptance/support/api-description';
import { document, SITE } from './site';

const described = document() as Description;

const queryOf = (path: string): Map<string, Parameter> =>
  new Map(parametersOf(described, operationAt(described, 'GET', path)).map((one) => [one.name, one]));

describe('the API description', () => {
  it('is valid, also of a site that has opened nothing', async () => {
    for (const one of [described, document({ ...SITE, exporters: [] })]) {
      const { valid, errors } = await new Validator().validate(specification(one));
      assert.ok(valid, JSON.stringify(errors));
    }
  });

  it('gives every operation an id of its own', () => {
    const ids = operationsOf(described).map(({ operation }) => operation.operationId);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
  });

  it('has the filters of an exporter as parameters, needed where they are', () => {
    const query = queryOf('/api/export/sales/csv');
    const account = query.get('account');
    assert.deepEqual([account?.required, account?.description, account?.example], [true, 'Whose.', 'a-1']);
    const countries = query.get('countries') as (Parameter & { style?: string; explode?: boolean }) | undefined;
    assert.deepEqual([countries?.required, countries?.style, countries?.explode], [true, 'form', false]);
    assert.equal(query.has('filters'), false);
    // The exporter's own stands before the common one of the same name, which its address cannot take.
    assert.equal(query.get('search')?.description, undefined);
  });

  it("takes Strapi's filters, locales and versions where the content type has them", () => {
    const own = queryOf('/api/export/sales/csv');
    const automatic = queryOf('/api/export/api::article.article/csv');
    for (const name of ['filters', 'locale', 'publication']) {
      assert.deepEqual([own.has(name), automatic.has(name)], [false, true], name);
    }
  });

  it('names the columns that there are', () => {
    const { schema } = queryOf('/api/export/sales/csv').get('columns') ?? {};
    assert.deepEqual(schema?.items?.enum, ['id', 'profit', 'items.name']);
    assert.equal(queryOf('/api/export/api::article.article/csv').get('columns')?.schema.items?.enum, undefined);
  });

  it('tells the defaults of the exporter before those of all', () => {
    const json = queryOf('/api/export/sales/json');
    const defaults = ['root', 'metadata', 'sort', 'pretty'].map((name) => json.get(name)?.schema.default);
    assert.deepEqual(defaults, ['sales', false, ['id:desc'], false]);
    assert.equal(queryOf('/api/export/api::article.article/json').get('root')?.schema.default, 'data');
  });

  it('has no address of a format that the exporter does not offer', () => {
    const paths = Object.keys(described.paths).filter((path) => path.startsWith('/api/export/sales/'));
    const words = paths.map((path) => path.slice('/api/export/sales/'.length)).sort();
    assert.deepEqual(words, ['background', 'csv', 'estimate', 'json', 'preview', 'tickets']);
  });

  it('shows answers that keep to their schemas, and refuses others', () => {
    for (const [name, example] of Object.entries(EXAMPLES)) {
      const schema = { $ref: `#/components/schemas/${name}` };
      const check = checking(described, schema);
      const parsed = check.safeParse(example);
      assert.ok(parsed.success, `${name}: ${parsed.error?.message ?? ''}`);
      assert.ok(ANSWERS[name as keyof typeof EXAMPLES].safeParse(example).success, name);
      assert.equal(check.safeParse({ data: null }).success, false, name);
    }
  });

  it('names the codes of each refusal, and takes what Strapi refuses without one', () => {
    const { responses } = operationAt(described, 'GET', '/api/export/sales/csv');
    const refusal = responseSchema(described, responses['400']);
    const check = checking(described, refusal);
    const answer = (details: object) => ({ data: null, error: { status: 400, name: 'E', message: 'm', details } });
    for (const [details, isRight] of [
      [{ code: 'EXPORT_INVALID_REQUEST', errors: [{ field: 'sort', rule: 'r', message: 'm' }] }, true],
      [{}, true],
      [{ code: 'EXPORT_JOB_NOT_FOUND' }, false],
      [{ code: 'EXPORT_INVALID_REQUEST', errors: ['sort'] }, false],
    ] as const) {
      assert.equal(check.safeParse(answer(details)).success, isRight, JSON.stringify(details));
    }
  });

  it('shows bodies that keep to their schemas', () => {
    const operation = operationAt(described, 'POST', '/api/export/sales');
    const { schema } = (
      described.components.requestBodies?.sales as { content: { 'application/json': { schema: object } } }
    ).content['application/json'];
    const check = checking(described, schema);
    const bodies = exampleBodies(described, operation);
    assert.equal(bodies.length, 2);
    assert.equal(check.safeParse({ format: 'csv', filters: { account: 'a-1' } }).success, false);
    assert.equal(check.safeParse({ format: 'csv', filters: { account: 'a-1', countries: ['DE'] } }).success, true);
    assert.equal(check.safeParse({ format: 'xlsx', filters: { account: 'a-1', countries: ['DE'] } }).success, false);
    const wrong = { format: 'csv', columns: ['colour'], filters: { account: 'a-1', countries: ['DE'] } };
    assert.equal(check.safeParse(wrong).success, false);
  });
});
