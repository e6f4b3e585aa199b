import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Explanation, Finding } from '../../../server/src/explain/explanation';
import type { AccessService } from '../../../server/src/services/access';
import { operatorCaller } from '../../../server/src/services/callers';
import type { Parameters } from '../../../server/src/services/explain-probes';
import type { ExplanationsService } from '../../../server/src/services/explanations';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { HOTEL, ORDER } from '../../support/content';
import { runCommand } from '../../support/run-command';
import type { Site } from '../../support/site';

/** As the service of the running site says it: a command takes seconds to load a site of its own. */
const explain = (site: Site, exporter: string, parameters: Parameters = {}): Promise<Explanation> => {
  const plugin = site.strapi.plugin(PLUGIN_ID);
  const caller = operatorCaller(plugin.service<AccessService>('access').ofOperator());
  const service = plugin.service<ExplanationsService>('explanations');
  return service.explain(exporter, parameters, { ...caller, isUnlimited: false });
};

/** As the command prints it. */
const explainByCommand = async (site: Site, args: readonly string[], environment = {}): Promise<Explanation> => {
  const { code, stdout, stderr } = await runCommand(site, ['explain', ...args, '--json'], { environment });
  assert.equal(code, 0, stderr);
  assert.equal(stdout.trim().split('\n').length, 1);
  return JSON.parse(stdout) as Explanation;
};

const verdictOn = (findings: readonly Finding[], name: string): Finding['verdict'] => {
  const found = findings.find((finding) => finding.name === name);
  assert.ok(found, `${name} is not among ${findings.map((finding) => finding.name).join(', ')}`);
  return found.verdict;
};

const WITH_EXPORTERS = { PLAYGROUND_EXPORTERS: 'true' };

export const explainSuite = (site: () => Site): void => {
  describe('strapi-export explain', () => {
    it('sees an index as soon as it is there', async () => {
      const { connection } = site().strapi.db;
      const parameters = { filters: '{"qty":{"$eq":3}}' };
      const before = await explain(site(), ORDER, parameters);
      const columns = ['qty', 'id'];
      const file = 'src/api/order/content-types/order/schema.json';
      const advice = { name: 'orders_qty_id_idx', table: 'orders', columns, file };
      for (const verdict of [
        verdictOn(before.filters, 'qty'),
        verdictOn(before.sorts, 'qty'),
        ...before.request.flatMap(({ verdicts }) => verdicts),
      ]) {
        assert.ok('advice' in verdict, JSON.stringify(verdict));
        assert.deepEqual(verdict.advice, advice);
      }
      await connection.schema.alterTable(advice.table, (table) => table.index(columns, advice.name));
      try {
        const after = await explain(site(), ORDER, parameters);
        for (const verdict of [verdictOn(after.filters, 'qty'), verdictOn(after.sorts, 'qty')]) {
          assert.ok(verdict.kind === 'index', JSON.stringify(verdict));
          assert.equal(verdict.index, advice.name);
        }
        assert.ok(!after.indexes.some(({ name }) => name === advice.name));
        assert.equal(verdictOn(after.filters, 'item_name').kind, 'scan');
      } finally {
        await connection.schema.alterTable(advice.table, (table) => table.dropIndex(columns, advice.name));
      }
    });

    it('says what the service of the running site says', async () => {
      const said = await explain(site(), ORDER);
      const printed = await explainByCommand(site(), [ORDER]);
      const kinds = ({ filters, sorts }: Explanation) =>
        [...filters, ...sorts].map(({ name, verdict }) => [name, verdict.kind]);
      assert.deepEqual(kinds(said), kinds(printed));
    });

    it('knows the indexes of the schema and of Strapi, on every kind of field', async () => {
      const { filters, sorts, table, database } = await explain(site(), HOTEL);
      assert.deepEqual([table, database], ['hotels', site().database]);
      for (const name of ['id', 'documentId', 'ittid', 'country_code', 'rating']) {
        assert.equal(verdictOn(filters, name).kind, 'index', name);
        assert.equal(verdictOn(sorts, name).kind, 'index', name);
      }
      for (const name of ['name', 'stars', 'active', 'opened_on']) {
        assert.equal(verdictOn(filters, name).kind, 'scan', name);
        assert.equal(verdictOn(sorts, name).kind, 'sort', name);
      }
      assert.equal(verdictOn(filters, 'country.id').kind, site().database === 'sqlite' ? 'scan' : 'index');
    });

    it('explains the list of keys where the rows are sorted, and pages where not, behind a count where there is a limit', async () => {
      const queriesOf = ({ request }: Explanation) => request.map(({ query }) => query);
      assert.deepEqual(queriesOf(await explain(site(), ORDER, { sort: 'sale_date:desc' })), ['list of keys']);
      assert.deepEqual(queriesOf(await explain(site(), ORDER)), ['first page', 'next page']);
      // An exporter with a limit of rows, which the export counts for.
      const limited = await explainByCommand(site(), ['mappings'], WITH_EXPORTERS);
      assert.deepEqual(queriesOf(limited), ['count', 'first page', 'next page']);
    });

    it('looks at the filters of an exporter of the site, with made-up values for those it needs', async () => {
      const { madeUp, filters, unchecked } = await explainByCommand(site(), ['records'], WITH_EXPORTERS);
      assert.deepEqual(madeUp, { account_id: 'acc-1001' });
      assert.deepEqual(
        filters.map(({ name }) => name),
        ['account_id', 'status', 'date_from', 'date_to'],
      );
      assert.deepEqual(unchecked, []);
      assert.ok(
        filters.every(({ verdict }) => verdict.kind === 'index'),
        JSON.stringify(filters),
      );
      const given = await explainByCommand(site(), ['records', '--option', 'account_id=acc-1002'], WITH_EXPORTERS);
      assert.deepEqual(given.madeUp, {});
    });

    it('prints text for people', async () => {
      const { code, stdout, stderr } = await runCommand(site(), ['explain', ORDER]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^ {2}status +index orders_status_idx/m);
      assert.match(stdout, /^ {2}qty +scan of ~[\d,]+ rows of orders$/m);
      assert.match(stdout, /^ {2}\{ "name": "orders_qty_id_idx", "columns": \["qty", "id"\] \}$/m);
    });
  });
};

/** What does not depend on the database. */
export const explainCommandSuite = (site: () => Site): void => {
  describe('strapi-export explain as a command', () => {
    it('refuses what the export would refuse', async () => {
      for (const [args, code, word] of [
        [[], 2, 'Name what to explain'],
        [[HOTEL, '--format', 'csv'], 2, '--format'],
        [['api::nope.nope'], 2, 'EXPORT_UNKNOWN_EXPORTER'],
        [[HOTEL, '--filters', '{"nope":1}'], 2, 'EXPORT_INVALID_FILTER'],
        [[HOTEL, '--as', 'editor@example.com', '--filters', '{"email":{"$eq":"x"}}'], 3, 'EXPORT_FIELD_FORBIDDEN'],
        [[HOTEL, '--as', 'who@example.com'], 3, 'who@example.com'],
      ] as const) {
        const ended = await runCommand(site(), ['explain', ...args]);
        assert.deepEqual([ended.code, ended.stdout], [code, ''], ended.stderr);
        assert.ok(ended.stderr.includes(word), ended.stderr);
      }
    });

    it('does not tell of fields that the user may not read', async () => {
      const { filters, sorts } = await explainByCommand(site(), [HOTEL, '--as', 'editor@example.com']);
      const names = [...filters, ...sorts].map(({ name }) => name);
      assert.ok(names.includes('name'));
      assert.ok(!names.includes('email'));
    });
  });
};
