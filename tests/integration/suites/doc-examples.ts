import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createApiToken } from '../../../playground/scripts/seed/people';
import { ORDER } from '../../support/content';
import { runExamples } from '../../support/doc-examples';
import { submit, until } from '../../support/jobs';
import type { Site } from '../../support/site';

const PREFIX = '/api/export';

/** The documentation of content types exported by themselves. What it says of the site's own: the acceptance tests. */
export const docExamplesSuite = (site: () => Site): void => {
  describe('the examples of the documentation', () => {
    const variables: Record<string, string> = {};
    before(async () => {
      // Read-only, since the documentation says that this is enough.
      const token = await createApiToken(site().strapi, { name: 'documentation', type: 'read-only' });
      const { id } = await submit(site(), ORDER, `Bearer ${token}`, { format: 'csv', columns: ['id'] }, PREFIX);
      await until(site(), id, `Bearer ${token}`, { prefix: PREFIX });
      Object.assign(variables, { API_TOKEN: token, JOB: id });
    });

    for (const [page, calls] of [
      ['README.md', 6],
      ['docs/reference/http.md', 4],
      ['docs/reference/jobs.md', 1],
    ] as const) {
      it(`run as they stand in ${page}`, async () => {
        assert.equal(await runExamples(page, site(), variables), calls);
      });
    }
  });
};
