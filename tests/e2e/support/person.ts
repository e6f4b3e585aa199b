import assert from 'node:assert/strict';
import { PASSWORD, readAndExport } from '../../../playground/scripts/seed/people';
import { call } from './api';

const create = async (path: string, body: object): Promise<number> => {
  const { status, body: answer } = await call('POST', path, body);
  assert.equal(status, 201, JSON.stringify(answer));
  return (answer as { data: { id: number } }).data.id;
};

const change = async (path: string, body: object): Promise<void> => {
  const { status, body: answer } = await call('PUT', path, body);
  assert.equal(status, 200, JSON.stringify(answer));
};

/** Makes somebody who reads and exports one content type, and may not see the page of exports. */
export const createExporter = async (name: string, uid: string): Promise<void> => {
  const role = await create('/admin/roles', { name, description: 'Made by a test' });
  const permissions = readAndExport(uid, { properties: { fields: ['item_name'] }, conditions: [] });
  await change(`/admin/roles/${role}/permissions`, { permissions });
  const user = await create('/admin/users', { email: `${name}@example.com`, firstname: name, roles: [role] });
  await change(`/admin/users/${user}`, { password: PASSWORD, isActive: true });
};
