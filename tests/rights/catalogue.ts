import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ColumnNode, ExporterDetails, ExporterList } from '../../shared/contracts/exporters';
import { errorOf } from '../support/http';
import { UIDS } from './content';
import { ROLES } from './roles';
import type { Stage } from './stage';
import { UNIVERSE, type RootName } from './universe';

/** Names of attributes that nobody is told of; as a part of a longer name they may stand in a path. */
const PRIVATE_NAMES = [
  ...['a_private_note', 'a_password', 'private_item', 'secret', 'secret_score', 'resetPasswordToken'],
  ...['registrationToken', 'confirmationToken', 'provider_metadata', 'folderPath', 'password'],
];
const ROOTS: readonly RootName[] = ['sink', 'item', 'hotel'];

const flat = (nodes: readonly ColumnNode[]): readonly ColumnNode[] =>
  nodes.flatMap((node) => [node, ...flat(node.children ?? [])]);

/** What the panel's page is told before anything is exported. */
export const catalogueSuite = (stage: () => Stage): void => {
  describe('the list of columns', () => {
    for (const { code, roots } of ROLES) {
      it(`offers ${code} what the table allows, and nothing that is private`, async () => {
        const { watch } = stage();
        const client = await stage().panelClient(code);
        const list = await watch.ask(client, 'exporters');
        const names = (JSON.parse(list.body.toString()) as ExporterList).data.map(({ name }) => name);
        for (const root of ROOTS) {
          assert.equal(names.includes(UIDS[root]), roots[root] !== undefined, `${root} is listed`);
          for (const path of ['', ...UNIVERSE[root].hops]) {
            const answer = await watch.ask(client, `exporters/${UIDS[root]}`, path === '' ? {} : { path });
            if (answer.status !== 200) {
              const expected = roots[root] === undefined ? 'EXPORT_FORBIDDEN' : errorOf(answer).code;
              assert.equal(errorOf(answer).code, expected);
              assert.ok(!(roots[root]?.values.some((one) => one.startsWith(`${path}.`)) ?? false), `${root}.${path}`);
              continue;
            }
            const columns = flat((JSON.parse(answer.body.toString()) as ExporterDetails).data.columns);
            const told = columns.flatMap((node) => node.path.split('.'));
            assert.deepEqual(
              told.filter((name) => PRIVATE_NAMES.includes(name)),
              [],
              `${root}.${path}`,
            );
            for (const { path: column, kind, locked } of columns) {
              if (kind !== 'field' || !UNIVERSE[root].values.includes(column)) continue;
              const isAllowed = roots[root]?.values.includes(column) ?? false;
              assert.equal(locked === null, isAllowed, `${root}.${column}`);
            }
          }
        }
        assert.deepEqual(watch.takeLeaks(), []);
      });
    }
  });
};
