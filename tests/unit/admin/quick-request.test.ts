import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toTree } from '../../../admin/src/quick/column-tree';
import { excelDelimiter } from '../../../admin/src/services/delimiter';
import { FILE_KINDS, fileOptions, kindsOf } from '../../../admin/src/services/file-kinds';
import { readListQuery, withoutLanguage } from '../../../admin/src/quick/list-query';
import { decodeRequest, formLink } from '../../../admin/src/services/form-link';
import { type QuickContext, toQuickBody } from '../../../admin/src/quick/quick-body';
import { scopesOf, type Target } from '../../../admin/src/quick/scopes';
import { outcomeOf, partsOf } from '../../../admin/src/quick/sentence';
import { parseRequest } from '../../../server/src/request/parse';
import type { ExporterDetails } from '../../../shared/contracts/exporters';
import type { EstimateAnswer } from '../../../shared/contracts/jobs';

const EXPORTER: ExporterDetails['data'] = {
  name: 'api::hotel.hotel',
  label: 'Hotel',
  contentType: 'api::hotel.hotel',
  filters: null,
  kind: 'collectionType',
  hasDrafts: true,
  locales: ['en', 'fr'],
  formats: ['csv', 'json', 'ndjson', 'xlsx'],
  maxRows: null,
  backgroundFrom: 5000,
  defaults: {},
  path: '',
  columns: [],
};

const NODE = { isDefault: true, many: false, toMany: [], locked: null, hasChildren: false, children: null } as const;
const TREE = toTree([
  { path: 'name', label: 'name', kind: 'field', type: 'text', ...NODE },
  { path: 'cover', label: 'cover', kind: 'media', type: null, ...NODE },
]);

const STATUS = { __status: { $eq: 'published' } };
const FILTERS = { $and: [{ name: { $contains: 'a' } }, STATUS] };
const LIST = readListQuery({
  ...{ filters: FILTERS, _q: 'sea', sort: 'name:DESC' },
  plugins: { i18n: { locale: 'fr' } },
});

const TARGETS = {
  list: { kind: 'list' },
  selected: { kind: 'selected', documentIds: ['a', 'b'] },
  document: { kind: 'document', documentId: 'a', publication: 'published' },
} as const satisfies Record<string, Target>;

const context = (target: Target, more: Partial<QuickContext> = {}): QuickContext => ({
  exporter: EXPORTER,
  tree: TREE,
  target,
  list: LIST,
  columns: { paths: ['name'], locked: [], unknown: [] },
  language: 'en',
  ...more,
});

describe('the request of the quick dialog', () => {
  it('has the filters, search, order, language and columns of the list', () => {
    assert.deepEqual(toQuickBody('filters', 'excel-csv', context(TARGETS.list)), {
      ...{ format: 'csv', flavor: 'excel', delimiter: ',', columns: ['name'], locale: 'fr' },
      sort: [{ path: 'name', direction: 'desc' }],
      ...{ filters: FILTERS, search: 'sea' },
    });
  });

  it('has neither filters nor search for everything', () => {
    const body = toQuickBody('everything', 'json', context(TARGETS.list));
    assert.deepEqual(body, {
      ...{ format: 'json', columns: ['name'], locale: 'fr', sort: [{ path: 'name', direction: 'desc' }] },
    });
  });

  it('names the rows that are ticked, in the versions that the list shows', () => {
    const { filters, search } = toQuickBody('selected', 'json', context(TARGETS.selected));
    assert.deepEqual(filters, { $and: [STATUS, { documentId: { $in: ['a', 'b'] } }] });
    assert.equal(search, undefined);
  });

  it('names one document and its version, and leaves the columns to the exporter', () => {
    const columns = { paths: [], locked: [], unknown: [] };
    const body = toQuickBody('document', 'xlsx', context(TARGETS.document, { columns }));
    assert.deepEqual(body.filters, { documentId: { $eq: 'a' } });
    assert.deepEqual([body.publication, body.columns], ['published', undefined]);
  });

  it('has whole addresses of files where the list shows files', () => {
    const columns = { paths: ['name', 'cover.url'], locked: [], unknown: [] };
    assert.equal(toQuickBody('filters', 'json', context(TARGETS.list, { columns })).absoluteUrls, true);
  });

  it('has no language where the content has none', () => {
    const body = toQuickBody('filters', 'json', context(TARGETS.list, { list: withoutLanguage(LIST) }));
    assert.equal(body.locale, undefined);
  });

  it('is one that the server takes', () => {
    for (const target of Object.values(TARGETS)) {
      for (const kind of kindsOf(FILE_KINDS, EXPORTER.formats)) {
        const [scope = 'everything'] = scopesOf(target, LIST);
        parseRequest({ exporter: EXPORTER.name, ...toQuickBody(scope, kind, context(target)) });
      }
    }
  });

  it('stands in the address of the full form', () => {
    const body = toQuickBody('filters', 'excel-csv', context(TARGETS.list));
    const [path = '', query = ''] = formLink(EXPORTER.name, { ...body }).split('?');
    assert.equal(path, '/plugins/content-export');
    const given = new URLSearchParams(query);
    assert.equal(given.get('exporter'), EXPORTER.name);
    assert.deepEqual(decodeRequest(given.get('request') ?? ''), body);
  });
});

describe('the rows that can be chosen', () => {
  it('begin with the most specific ones', () => {
    assert.deepEqual(scopesOf(TARGETS.selected, LIST), ['selected', 'filters', 'everything']);
    assert.deepEqual(scopesOf(TARGETS.list, LIST), ['filters', 'everything']);
    assert.deepEqual(scopesOf(TARGETS.list, readListQuery({})), ['everything']);
    assert.deepEqual(scopesOf(TARGETS.document, LIST), ['document']);
  });
});

describe('the kinds of files', () => {
  it('are those that the exporter has', () => {
    assert.deepEqual(kindsOf(FILE_KINDS, ['json', 'csv']), ['excel-csv', 'plain-csv', 'json']);
    assert.deepEqual(kindsOf(FILE_KINDS, ['ndjson']), []);
  });

  it('separate values as Excel expects where the panel’s language is spoken, and by commas elsewhere', () => {
    for (const locale of ['fr', 'de', 'es', 'it', 'pt-BR', 'nl', 'ru', 'sv']) {
      assert.equal(excelDelimiter(locale), ';', locale);
    }
    for (const locale of ['en', 'en-GB', 'ja', 'zh-Hans', 'he', 'no such locale', '']) {
      assert.equal(excelDelimiter(locale), ',', locale);
    }
    assert.deepEqual(fileOptions('plain-csv', 'fr'), { format: 'csv', flavor: 'plain', delimiter: ',' });
  });
});

const COLUMNS = Array.from({ length: 14 }, (_, at) => ({ key: `c${at}`, header: `C${at}`, type: 'text' as const }));

const estimate = (more: Partial<EstimateAnswer['data']>): EstimateAnswer['data'] => ({
  ...{ rows: 1_204, bytes: 3_000_000, mode: 'direct', maxRows: null, isTooLarge: false, points: null },
  ...{ columns: COLUMNS, leftOut: [] },
  ...more,
});

describe('what the dialog says of an export', () => {
  it('is its rows, columns and size, and its time where that is known', () => {
    const kinds = (more: Partial<EstimateAnswer['data']>) => partsOf(estimate(more)).map(({ kind }) => kind);
    assert.deepEqual(kinds({}), ['rows', 'columns', 'size', 'time']);
    assert.deepEqual(kinds({ mode: 'background' }), ['rows', 'columns', 'size']);
    assert.deepEqual(kinds({ bytes: null }), ['rows', 'columns', 'time']);
  });

  it('grows with rows and columns', () => {
    const time = partsOf(estimate({ rows: 100_000, columns: COLUMNS.slice(0, 4) })).at(-1);
    assert.deepEqual(time, { kind: 'time', seconds: 2 });
  });

  it('is what would come of it', () => {
    assert.equal(outcomeOf(estimate({})), 'direct');
    assert.equal(outcomeOf(estimate({ mode: 'background' })), 'background');
    assert.equal(outcomeOf(estimate({ mode: 'background', isTooLarge: true, maxRows: 10 })), 'too-large');
    assert.equal(outcomeOf(estimate({ rows: 0, bytes: null })), 'none');
  });
});
