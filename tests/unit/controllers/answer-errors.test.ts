import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Context } from 'koa';
import { answerErrors } from '../../../server/src/controllers/answer-errors';
import { ExportError, type ExportErrorOptions } from '../../../server/src/errors/export-error';

const answer = async (options?: ExportErrorOptions) => {
  const ctx = { set: () => undefined } as unknown as Context;
  await answerErrors(() => Promise.reject(new ExportError('EXPORT_INSUFFICIENT_POINTS', options)))(ctx);
  const { error } = ctx.body as { error: { status: number; details: object } };
  return { status: ctx.status, error };
};

const DOCS = 'docs/reference/errors.md#export_insufficient_points';

describe('the answer to an error', () => {
  it('has the facts of the error beside its code and problems', async () => {
    const problems = [{ field: 'points', rule: 'enough', message: 'No.' }];
    const { status, error } = await answer({ problems, details: { balance: 1, cost: 2 } });
    assert.deepEqual([status, error.status], [402, 402]);
    assert.deepEqual(error.details, {
      ...{ balance: 1, cost: 2, code: 'EXPORT_INSUFFICIENT_POINTS', docs: DOCS },
      errors: problems,
    });
  });

  it('has its code and problems whatever the facts are called', async () => {
    const { error } = await answer({ details: { code: 'X', docs: 'Z', errors: 'Y' } });
    assert.deepEqual(error.details, { code: 'EXPORT_INSUFFICIENT_POINTS', docs: DOCS, errors: [] });
  });

  it('has none where there are none', async () => {
    assert.deepEqual(Object.keys((await answer()).error.details), ['code', 'docs', 'errors']);
  });
});
