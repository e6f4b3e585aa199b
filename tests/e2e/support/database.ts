import assert from 'node:assert/strict';
import createKnex from 'knex';

/** Lets the time of a job's file be over, which otherwise waiting alone does. */
export const letExpire = async (id: string): Promise<void> => {
  const { E2E_DATABASE: filename } = process.env;
  if (filename === undefined) throw new Error('E2E_DATABASE is missing: run npm run test:e2e.');
  const knex = createKnex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  try {
    const changed = await knex('export_jobs')
      .where({ document_id: id, status: 'completed' })
      .update({ expires_at: Date.now() - 1 });
    assert.equal(changed, 1, 'there is no such file');
  } finally {
    await knex.destroy();
  }
};
