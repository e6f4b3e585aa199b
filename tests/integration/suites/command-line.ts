import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { findDocuments, HOTEL, ORDER } from '../../support/content';
import { type Ended, runCommand } from '../../support/run-command';
import type { Site } from '../../support/site';

export const commandLineSuite = (site: () => Site): void => {
  describe('strapi-export', () => {
    let folder = '';
    before(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'export-cli-'));
    });
    after(() => rmSync(folder, { recursive: true }));
    const target = (name: string): string => path.join(folder, name);

    it('prints a valid OpenAPI document of the types that are open, and nothing else', async () => {
      const { code, stdout, stderr } = await runCommand(site(), ['openapi']);
      assert.equal(code, 0, stderr);
      const { valid, errors } = await new Validator().validate(stdout);
      assert.ok(valid, JSON.stringify(errors));
      const { paths } = JSON.parse(stdout) as { paths: Record<string, unknown> };
      for (const uid of [HOTEL, ORDER]) assert.ok(`/api/export/${uid}/csv` in paths, uid);
      assert.equal('/api/export/api::country.country/csv' in paths, false);
      const wrong = await runCommand(site(), ['openapi', '--json']);
      assert.equal(wrong.code, 2, wrong.stderr);
    });

    it('writes the file and one line of JSON about it', async () => {
      const file = target('hotels.ndjson');
      const args = [HOTEL, '--format', 'ndjson', '--output', file, '--columns', 'documentId,rating', '--json'];
      const { code, stdout, stderr } = await runCommand(site(), [
        ...args,
        '--sort',
        'rating:desc',
        '--filters',
        '{"stars":{"$gte":3}}',
      ]);
      assert.equal(code, 0, stderr);
      assert.equal(stdout.trim().split('\n').length, 1);
      const report = JSON.parse(stdout) as Record<string, unknown>;
      assert.deepEqual(Object.keys(report).sort(), ['bytes', 'file', 'milliseconds', 'rows', 'sha256', 'warnings']);
      const written = readFileSync(file);
      const count = (
        await findDocuments(site(), HOTEL, { status: 'published', locale: 'en', filters: { stars: { $gte: 3 } } })
      ).length;
      assert.equal(report.rows, count);
      assert.equal(written.toString().trimEnd().split('\n').length, count);
      assert.equal(report.bytes, written.length);
      assert.equal(report.sha256, createHash('sha256').update(written).digest('hex'));
      assert.equal(report.file, file);
      assert.deepEqual(readdirSync(folder), ['hotels.ndjson']);
    });

    it('writes to standard output when asked, and nothing else there', async () => {
      const { code, stdout } = await runCommand(site(), [
        ORDER,
        '--format',
        'csv',
        '--output',
        '-',
        '--columns',
        'id',
        '--json',
      ]);
      assert.equal(code, 0);
      assert.ok(stdout.startsWith('id\r\n1\r\n'));
      assert.ok(!stdout.includes('sha256'));
    });

    it('applies the rights of the admin user named by --as, and says what is left out', async () => {
      const file = target('editor.ndjson');
      const as = [HOTEL, '--format', 'ndjson', '--output', file, '--as', 'editor@example.com'];
      const { code, stdout } = await runCommand(site(), [...as, '--json']);
      assert.equal(code, 0);
      const { warnings } = JSON.parse(stdout) as { warnings: { kind: string; columns: string[] }[] };
      const [leftOut] = warnings;
      assert.equal(leftOut?.kind, 'columns-left-out');
      assert.ok(leftOut.columns.includes('email'));
      assert.ok(!readFileSync(file, 'utf8').includes('@example.com"'));
      const refused = await runCommand(site(), [...as, '--columns', 'email']);
      assert.deepEqual([refused.code, refused.stderr.includes('EXPORT_FIELD_FORBIDDEN')], [3, true]);
      const unknown = await runCommand(site(), [
        HOTEL,
        '--format',
        'csv',
        '--as',
        'who@example.com',
        '--output',
        target('x'),
      ]);
      assert.equal(unknown.code, 3);
    });

    it('tells what is wrong with its arguments, and ends with 2', async () => {
      for (const [args, word] of [
        [[], 'Name what to export'],
        [[HOTEL], 'format'],
        [[HOTEL, '--format', 'pdf'], 'csv, json, ndjson, xlsx'],
        [[HOTEL, '--format', 'csv', '--nope'], '--nope'],
        [[HOTEL, '--format', 'csv', '--output', ''], '--output is empty'],
        [[HOTEL, '--format', 'csv', '--output', folder], 'is a folder'],
        [[HOTEL, '--format', 'csv', '--output', target('missing/file.csv')], 'does not exist'],
        [[HOTEL, '--format', 'csv', '--filters', '{'], 'filters'],
        [[HOTEL, '--format', 'csv', '--columns', 'nope'], 'nope'],
      ] as const) {
        const { code, stderr } = await runCommand(site(), args);
        assert.equal(code, 2, stderr);
        assert.ok(stderr.includes(word), stderr);
      }
    });

    it('ends with 4 where there is no site', async () => {
      const { code, stderr } = await runCommand(site(), [HOTEL, '--format', 'csv'], { cwd: folder });
      assert.equal(code, 4);
      assert.match(stderr, /no Strapi site/);
    });

    it('leaves neither file nor part of one when it is interrupted', async () => {
      const own = mkdtempSync(path.join(folder, 'interrupted-'));
      const file = path.join(own, 'orders.xlsx');
      const args = [ORDER, '--format', 'xlsx', '--output', file];
      const { code } = await runCommand(site(), args, {
        meanwhile: async (kill) => {
          while (readdirSync(own).length === 0) await sleep(5);
          kill('SIGINT');
        },
      });
      assert.equal(code, 130);
      assert.equal(existsSync(file), false);
      assert.deepEqual(readdirSync(own), []);
    });
  });
};

/** Of the command line, what depends on the database. */
export const timeZoneSuite = (site: () => Site): void => {
  describe('strapi-export in another time zone', () => {
    it('reads dates as Strapi does', async () => {
      const args = [
        ORDER,
        '--format',
        'ndjson',
        '--output',
        '-',
        '--columns',
        'sale_date',
        '--filters',
        '{"id":{"$eq":1}}',
      ];
      const utc = await runCommand(site(), args);
      const elsewhere = await runCommand(site(), args, { environment: { TZ: 'America/New_York' } });
      const at = ({ stdout }: Ended): number => Date.parse((JSON.parse(stdout) as { sale_date: string }).sale_date);
      // SQLite stores the instant; the others store the wall clock of the process that wrote it.
      assert.equal(at(elsewhere) - at(utc), site().database === 'sqlite' ? 0 : 5 * 3_600_000);
    });
  });
};
