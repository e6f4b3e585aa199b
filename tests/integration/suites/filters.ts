import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ExportError } from '../../../server/src/errors/export-error';
import { bigIntegerOf } from '../../../playground/scripts/seed/kitchen-documents';
import { documentIdOf } from '../../../playground/scripts/seed/random';
import { type Document, findDocuments, HOTEL, SINK } from '../../support/content';
import { EDGE_SINKS, FILTER_FIELDS, type FilterField } from '../../support/filter-fields';
import { type Kind, matches, samplesOf } from '../../support/filter-oracle';
import { type Answer, errorOf, get, type Query } from '../../support/http';
import { runExport } from '../../support/run-export';
import type { Site } from '../../support/site';

const EQUAL = ['$eq', '$ne', '$in', '$notIn'];
const ORDER = ['$gt', '$gte', '$lt', '$lte', '$between'];
const CASELESS = ['$eqi', '$nei'];
const CONTAINS = ['$contains', '$containsi', '$notContains', '$notContainsi'];
const ENDS = ['$startsWith', '$startsWithi', '$endsWith', '$endsWithi'];
const PRESENCE = ['$null', '$notNull'];
const OPERATORS = [...EQUAL, ...ORDER, ...CASELESS, ...CONTAINS, ...ENDS, ...PRESENCE];

const NUMERIC = [...EQUAL, ...ORDER];

/** The operators of each type beside `$null` and `$notNull`. */
const ALLOWED: Readonly<Record<Kind, readonly string[]>> = {
  id: NUMERIC,
  text: [...NUMERIC, ...CASELESS, ...CONTAINS, ...ENDS],
  integer: NUMERIC,
  biginteger: NUMERIC,
  decimal: NUMERIC,
  float: NUMERIC,
  boolean: [...EQUAL, ...CASELESS],
  datetime: [...NUMERIC, ...CASELESS],
  date: [...NUMERIC, ...CONTAINS],
  time: [...NUMERIC, ...CONTAINS],
  json: ['$eq', '$ne'],
};

/** What the panel's filters offer for a type (`getFilterList` in Strapi's `Filters.tsx`), beside `$null` and `$notNull`. */
const offeredOf = (attribute: string): readonly string[] => {
  const compared = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'];
  switch (attribute) {
    case 'email':
    case 'text':
    case 'string':
      return ['$eq', '$ne', ...CASELESS, ...CONTAINS, ...ENDS];
    case 'float':
    case 'integer':
    case 'biginteger':
    case 'decimal':
    case 'datetime':
      return compared;
    case 'time':
    case 'date':
      return [...compared, ...CONTAINS];
    case 'enumeration':
      return ['$eq', '$ne'];
    case 'json':
    case 'blocks':
    case 'richtext':
      return [];
    default:
      return ['$eq', '$ne', ...CASELESS];
  }
};

/** A value such as the panel's inputs make, which are text in a query string. */
const INPUTS: Readonly<Record<Kind, string>> = {
  ...{
    id: '1',
    text: '1',
    integer: '1',
    biginteger: '9007199254740993',
    decimal: '1.5',
    float: '1.5',
    boolean: 'true',
  },
  ...{ datetime: '2026-02-03T04:05:00.000Z', date: '2026-02-03', time: '04:05:00.000', json: '' },
};

/** Values that a type has no place for, and the rule they break. */
const UNFIT: Readonly<Record<Kind, readonly [rule: string, values: readonly unknown[]]>> = {
  id: ['needs_number', ['abc', '', 1.5, 2_147_483_648, true]],
  text: ['needs_text', ['a\0b']],
  integer: ['needs_number', ['abc', '', 4.5, '4.5', 2_147_483_648, '-2147483649', '0x10', true]],
  biginteger: ['needs_number', ['abc', '', 4.5, '9223372036854775808', '1e3', 2 ** 53]],
  decimal: ['needs_number', ['abc', '', 'NaN', 'Infinity', '1e999', '4,5', true]],
  float: ['needs_number', ['abc', '', 'NaN', '-Infinity', '1e999', false]],
  boolean: ['needs_boolean', ['yes', 'no', '', 'TRUE', 2]],
  datetime: [
    'needs_datetime',
    ['', 'today', '2026-02-30', '2026-02-03T25:00Z', '20260203', 5, '2026-02-03T00:00:00 02:00'],
  ],
  date: ['needs_date', ['', 'today', '2026-02-30', '2026-02', '0000-01-01', 20_260_203]],
  time: ['needs_time', ['', 'noon', '04:05', '24:00:00', '04:05:06.7890', 40_506]],
  json: ['needs_null', ['{}', '', 5]],
};

const label = ({ uid, name, kind }: FilterField): string => `${uid.split('.')[1]}.${name} (${kind})`;

/** Conditions with one operator: on values that the field has, and on some that it has not. */
const conditionsOf = (field: FilterField, operator: string, cells: readonly unknown[]): unknown[] => {
  const { kind, pieces, operands } = field;
  const of = (values: readonly unknown[]): unknown[] => values.map((value) => ({ [operator]: value }));
  if (PRESENCE.includes(operator)) return of([true, 'false']);
  if (CONTAINS.includes(operator) || ENDS.includes(operator)) return of(pieces);
  if (kind === 'json') return of([null]);
  if (kind === 'text' && CASELESS.includes(operator)) return of(operands.map((value) => String(value).toUpperCase()));
  const samples = samplesOf(kind, cells);
  const values = kind === 'text' && ORDER.includes(operator) ? operands : [...samples, ...operands];
  const [first, second = first, third = second] = values;
  if (operator === '$between')
    return of([
      [first, third],
      [third, first],
      [second, values.at(-1)],
      [second, second],
    ]);
  if (operator === '$in' || operator === '$notIn') return of([[first, second], [], values, [values.at(-1)]]);
  return of(operator === '$eq' || operator === '$ne' ? [...values, null] : values);
};

/** The site's documents, with big integers as they are: on SQLite Strapi itself reads them through a double. */
const readDocuments = async (site: Site): Promise<Readonly<Record<string, readonly Document[]>>> => {
  const exact = new Map<unknown, string | null>(EDGE_SINKS.map((edge) => [edge.documentId, edge.a_biginteger]));
  for (let index = 0; index < 100; index += 1) exact.set(documentIdOf('kitchen-sink', index), bigIntegerOf(index));
  const sinks = await findDocuments(site, SINK, { status: 'published' });
  return {
    [SINK]: sinks.map((document) => ({ ...document, a_biginteger: exact.get(document.documentId) })),
    [HOTEL]: await findDocuments(site, HOTEL, { status: 'published', locale: 'en' }),
  };
};

const writeEdges = async (site: Site): Promise<void> => {
  const { tableName } = site.strapi.db.metadata.get(SINK);
  for (const data of EDGE_SINKS) {
    await site.strapi.documents(SINK as never).create({ data, status: 'published' } as never);
    const rows = site.strapi.db.getConnection(tableName).where({ document_id: data.documentId });
    await rows.update({ a_biginteger: data.a_biginteger });
  }
};

const idsOf = (body: Buffer): string[] => {
  const lines = body
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { documentId: string }).documentId).sort();
};

const refusalOf = (answer: Answer): unknown[] => {
  assert.notEqual(answer.status, 200);
  const { code, field, rule } = errorOf(answer);
  return [answer.status, code, field, rule];
};

export const filtersSuite = (site: () => Site): void => {
  describe('a filter', () => {
    let documents: Readonly<Record<string, readonly Document[]>> = {};
    let token = '';
    before(async () => {
      token = await site().adminToken('admin@example.com');
      await writeEdges(site());
      documents = await readDocuments(site());
    });
    after(async () => {
      for (const { documentId } of EDGE_SINKS) {
        await site()
          .strapi.documents(SINK as never)
          .delete({ documentId } as never);
      }
    });

    // In this process, since Strapi takes ten times as long for an administrator's rights as for the query.
    const run = (uid: string, filters: unknown): Promise<Buffer> => {
      const request = { exporter: uid, format: 'ndjson', publication: 'published', columns: ['documentId'], filters };
      return runExport(site(), request, () => Promise.resolve());
    };

    const find = async (uid: string, filters: unknown): Promise<string[]> => idsOf(await run(uid, filters));

    const meeting = ({ uid, name, kind }: FilterField, condition: unknown): string[] =>
      (documents[uid] ?? [])
        .filter((document) => matches(kind, document[name], condition) === true)
        .map(({ documentId }) => documentId as string)
        .sort();

    /** @returns how many documents meet the condition */
    const compare = async (field: FilterField, condition: unknown): Promise<number> => {
      const expected = meeting(field, condition);
      assert.deepEqual(await find(field.uid, { [field.name]: condition }), expected, JSON.stringify(condition));
      return expected.length;
    };

    const refused = async (field: FilterField, condition: unknown, at: string, rule: string): Promise<void> => {
      const refusal = { code: 'EXPORT_INVALID_FILTER', field: `filters.${field.name}${at}`, rule };
      await assert.rejects(run(field.uid, { [field.name]: condition }), (error: ExportError) => {
        const [problem] = error.problems;
        assert.deepEqual({ code: error.code, field: problem?.field, rule: problem?.rule }, refusal);
        return true;
      });
    };

    const ask = async (uid: string, query: Query): Promise<Answer> =>
      get(site(), `/export/${uid}/ndjson`, token, {
        query: { publication: 'published', columns: 'documentId', ...query },
      });

    for (const field of FILTER_FIELDS) {
      const { uid, name, kind } = field;
      const cellsOf = (): unknown[] => (documents[uid] ?? []).map((document) => document[name]);
      const isAllowed = (operator: string): boolean => PRESENCE.includes(operator) || ALLOWED[kind].includes(operator);
      const isComparable = (operator: string): boolean =>
        isAllowed(operator) && (kind !== 'text' || field.isOrdered === true || !ORDER.includes(operator));

      it(`on ${label(field)} finds what plain JavaScript finds, by every operator of the type`, async () => {
        for (const operator of OPERATORS.filter(isComparable)) {
          const conditions = conditionsOf(field, operator, cellsOf());
          let found = 0;
          for (const condition of conditions) found += await compare(field, condition);
          assert.ok(conditions.length === 0 || found > 0, `nothing meets any condition with ${operator}`);
          await compare(field, { $not: conditions[0] ?? null });
        }
      });

      it(`on ${label(field)} may be a value, a list, null, or a negation of them`, async () => {
        const samples = samplesOf(kind, cellsOf());
        const conditions =
          kind === 'json'
            ? []
            : [samples[0], samples, { $not: samples[0] }, { $not: samples }, { $not: { $not: samples } }];
        for (const condition of [...conditions, null, { $not: null }]) await compare(field, condition);
      });

      it(`on ${label(field)} is refused with an operator that the type has not`, async () => {
        for (const operator of OPERATORS.filter((candidate) => !isAllowed(candidate))) {
          await refused(field, { [operator]: 'x' }, `.${operator}`, 'wrong_operator');
        }
        await refused(field, { $regex: 'x' }, '.$regex', 'unknown_operator');
      });

      it(`on ${label(field)} is refused with a value that the type has not`, async () => {
        const [rule, values] = UNFIT[kind];
        for (const value of values) await refused(field, { $eq: value }, '.$eq', rule);
        const [value] = values;
        await refused(field, value, '', rule);
        await refused(field, { $not: { $ne: value } }, '.$not.$ne', rule);
        await refused(field, { $null: 'no' }, '.$null', 'needs_boolean');
        await refused(field, { $notNull: null }, '.$notNull', 'needs_value');
        if (kind === 'json') return;
        await refused(field, { $in: [value] }, '.$in.0', rule);
        await refused(field, { $notIn: [null] }, '.$notIn.0', 'needs_value');
      });

      it(`on ${label(field)} may be whatever the panel's filters offer, as the panel sends it`, async () => {
        for (const operator of offeredOf(field.attribute)) {
          const answer = await ask(uid, { [`filters[$and][0][${name}][${operator}]`]: INPUTS[kind] });
          assert.equal(answer.status, 200, `${operator}: ${answer.body.toString()}`);
          assert.deepEqual(idsOf(answer.body), meeting(field, { [operator]: INPUTS[kind] }), operator);
        }
      });
    }

    for (const [kind, [rule, values]] of Object.entries(UNFIT)) {
      it(`on a field of type ${kind} is answered with 400 where it does not fit`, async () => {
        const field = FILTER_FIELDS.find((candidate) => candidate.kind === kind);
        assert.ok(field !== undefined);
        const answer = await ask(field.uid, { filters: JSON.stringify({ [field.name]: { $eq: values[0] } }) });
        assert.deepEqual(refusalOf(answer), [400, 'EXPORT_INVALID_FILTER', `filters.${field.name}.$eq`, rule]);
        if (kind === 'text') return;
        const other = await ask(field.uid, { [`filters[${field.name}][$endsWith]`]: '1' });
        const at = `filters.${field.name}.$endsWith`;
        assert.deepEqual(refusalOf(other), [400, 'EXPORT_INVALID_FILTER', at, 'wrong_operator']);
      });
    }

    it('asks for presence with true and false, and with the text that a query string makes of them', async () => {
      const [field] = FILTER_FIELDS.filter(({ name }) => name === 'a_date');
      assert.ok(field !== undefined);
      for (const operator of PRESENCE) {
        for (const value of [true, false, 'true', 'false', 1, 0, '1', '0', 't', 'f'])
          await compare(field, { [operator]: value });
      }
    });

    it('means all of its operators, and all of its fields', async () => {
      const range = { $gte: '2026-01-08', $lt: '2026-02-12', $notContains: '-15' };
      const expected = (documents[SINK] ?? []).filter(
        ({ a_date: date, a_boolean: truth }) => matches('date', date, range) === true && truth === true,
      );
      const found = await find(SINK, { a_date: range, a_boolean: { $eqi: 'true' } });
      assert.deepEqual(found, expected.map(({ documentId }) => documentId as string).sort());
    });
  });
};
