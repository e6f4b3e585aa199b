import assert from 'node:assert/strict';
import type { EstimateAnswer } from '../../../shared/contracts/jobs';
import type { OwnPointsAnswer } from '../../../shared/contracts/points';
import type { PointsService } from '../../../server/src/services/points';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Answer } from '../../support/http';
import { call, dataOf } from '../../support/jobs';
import type { Site } from '../../support/site';

/** An end user of a test's own. */
export interface Payer {
  readonly owner: string;
  readonly token: string;
}

interface Added {
  readonly id: number;
}

let made = 0;

const PERMISSION = 'api::supplier-permission.supplier-permission';
const SUPPLIER = 'api::supplier.supplier';

/** Lets somebody see a supplier's hotels. @returns what takes it back */
const permit = async ({ strapi }: Site, user: number, code: string): Promise<() => Promise<void>> => {
  const supplier = (await strapi.db.query(SUPPLIER).findOne({ where: { code } })) as { documentId: string } | null;
  const data = { user, supplier: supplier?.documentId, active: true };
  const { documentId } = await strapi.documents(PERMISSION).create({ data: data as never });
  return async () => {
    await strapi.documents(PERMISSION).delete({ documentId });
  };
};

const pointsOf = ({ strapi }: Site): PointsService => strapi.plugin(PLUGIN_ID).service<PointsService>('points');

/** An end user who sees the hotels of two suppliers and has so many points. */
export const newPayer = async (site: Site, amount: number): Promise<Payer & { forbidBaltic(): Promise<void> }> => {
  const { strapi, database } = site;
  made += 1;
  const name = `payer-${database}-${made}`;
  const role = (await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } })) as Added;
  const users = strapi.plugin('users-permissions').service<{ add(user: object): Promise<Added> }>('user');
  const about = { username: name, email: `${name}@example.com`, password: 'Export-demo-1', provider: 'local' };
  const { id } = await users.add({ ...about, confirmed: true, blocked: false, role: role.id });
  await permit(site, id, 'ALPINA');
  const forbidBaltic = await permit(site, id, 'BALTIC');
  const owner = `end-user:${id}`;
  const gift = { owner, amount, note: 'for a test', by: 'test', key: 'first' };
  if (amount !== 0) await pointsOf(site).adjust(gift);
  return { owner, token: await site.endUserToken(`${name}@example.com`), forbidBaltic };
};

export const own = async (site: Site, { token }: Payer): Promise<OwnPointsAnswer['data']> => {
  const answer = await call(site, 'GET', '/api/export/points', token);
  assert.equal(answer.status, 200, answer.body.toString());
  return dataOf(answer);
};

export const balanceOf = async (site: Site, payer: Payer): Promise<number> => (await own(site, payer)).balance;

/** Kind and amount of every entry, oldest first. */
export const historyOf = async (site: Site, payer: Payer): Promise<[string, number][]> =>
  (await own(site, payer)).entries.map(({ kind, amount }): [string, number] => [kind, amount]).reverse();

export const estimate = async (site: Site, { token }: Payer, exporter: string): Promise<EstimateAnswer['data']> => {
  const answer = await call(site, 'POST', `/api/export/${exporter}/estimate`, token, { format: 'csv' });
  assert.equal(answer.status, 200, answer.body.toString());
  return dataOf(answer);
};

export const stream = (site: Site, { token }: Payer, exporter = 'hotels', format = 'csv'): Promise<Answer> =>
  call(site, 'GET', `/api/export/${exporter}/${format}`, token);

/** Asks for a job; `body` makes requests differ, since the same is the same job. */
export const ask = (site: Site, { token }: Payer, body: object = {}): Promise<Answer> =>
  call(site, 'POST', '/api/export/hotels', token, { format: 'csv', ...body }, { prefer: 'respond-async' });
