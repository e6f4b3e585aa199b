import assert from 'node:assert/strict';
import { type AdminPermission, PASSWORD } from '../../../playground/scripts/seed/people';
import { call } from './api';
import type { Person } from './browser';

const create = async (path: string, body: object): Promise<number> => {
  const { status, body: answer } = await call('POST', path, body);
  assert.equal(status, 201, JSON.stringify(answer));
  return (answer as { data: { id: number } }).data.id;
};

const change = async (path: string, body: object): Promise<void> => {
  const { status, body: answer } = await call('PUT', path, body);
  assert.equal(status, 200, JSON.stringify(answer));
};

/** The right to see the page of exports. */
export const PAGE: AdminPermission = { action: 'plugin::content-export.access', subject: null, conditions: [] };

/** Makes somebody with a role of their own. */
export const createPerson = async (name: Person, permissions: readonly AdminPermission[]): Promise<void> => {
  const role = await create('/admin/roles', { name, description: 'Made by a test' });
  await change(`/admin/roles/${role}/permissions`, { permissions });
  const user = await create('/admin/users', { email: `${name}@example.com`, firstname: name, roles: [role] });
  await change(`/admin/users/${user}`, { password: PASSWORD, isActive: true });
};
