import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExportError, problem } from '../../../server/src/errors/export-error';
import { backoff, failureOf } from '../../../server/src/job/failure';
import { persist } from '../../../server/src/job/persist';

const withCode = (code: string, message = 'row 17 holds secret-cell'): Error =>
  Object.assign(new Error(message), { code });

describe('why an attempt ended', () => {
  it('is told without a word of a driver', () => {
    for (const error of [withCode('23514'), withCode('ECONNRESET'), new Error('secret-cell'), 'secret-cell', null]) {
      assert.doesNotMatch(JSON.stringify(failureOf(error)), /secret-cell/);
    }
  });

  it('may pass where a place around the export failed', () => {
    const passing = [
      ...['ECONNREFUSED', '57P01', 'PROTOCOL_CONNECTION_LOST', '40P01', 'ER_LOCK_DEADLOCK'].map((code) =>
        withCode(code),
      ),
      new Error('Connection terminated unexpectedly'),
      new ExportError('EXPORT_STORAGE_FAILED'),
      new ExportError('EXPORT_DATABASE_UNAVAILABLE'),
    ];
    for (const error of passing) assert.equal(failureOf(error).isPassing, true, error.message);
  });

  it('does not pass where rights, the request or the disk are the reason', () => {
    const final = [
      ...(['EXPORT_FORBIDDEN', 'EXPORT_CREDENTIAL_GONE', 'EXPORT_TOO_MANY_ROWS', 'EXPORT_STORAGE_FULL'] as const).map(
        (code) => new ExportError(code),
      ),
      problem('EXPORT_UNKNOWN_COLUMN', 'columns.0', 'unknown_column', 'no is not a column.'),
      new TypeError('a mistake of our own'),
    ];
    for (const error of final) assert.equal(failureOf(error).isPassing, false, error.message);
    assert.equal(failureOf(new TypeError('x')).code, 'EXPORT_INTERNAL');
  });
});

it('pauses grow, and end growing', () => {
  const pauses = [1, 2, 3, 4, 9].map(backoff);
  for (const [at, exact] of [1_000, 4_000, 16_000, 64_000, 300_000].entries()) {
    const pause = pauses[at] ?? 0;
    assert.ok(pause >= exact * 0.8 && pause <= exact * 1.2, `${pause} is not about ${exact}`);
  }
});

describe('what must not get lost', () => {
  it('is written again while the database is away', async () => {
    let tries = 0;
    const written = await persist(async () => {
      tries += 1;
      if (tries < 3) throw withCode('ECONNREFUSED');
      return 'written';
    });
    assert.equal(written, 'written');
    assert.equal(tries, 3);
  });

  it('is not, for a reason that stays', async () => {
    let tries = 0;
    const write = async (): Promise<never> => {
      tries += 1;
      throw withCode('23505');
    };
    await assert.rejects(persist(write));
    assert.equal(tries, 1);
  });
});
