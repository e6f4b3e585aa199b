import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import type { JobRow } from '../../../server/src/job/record';
import { createNoticesService, type NoticesInput } from '../../../server/src/services/notices';

const JOB = {
  ...{ documentId: 'job1', exporter: 'hotels', format: 'csv', status: 'completed', rowsDone: 7, bytes: '70' },
  ...{ requesterKind: 'end-user', requesterId: '3', errorCode: null, errorMessage: null, notices: null },
  ...{ completedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-02T00:00:00.000Z' },
} as unknown as JobRow;

const MAILS = { enabled: true, from: 'exports@example.com' };

/** Tells of a job's end, and waits until all who are told have been. */
const tell = async (
  job: JobRow | null,
  { email = MAILS, send = async () => undefined }: { email?: object; send?: () => Promise<unknown> } = {},
) => {
  const [emit, mail, note, error] = [mock.fn(async () => undefined), mock.fn(send), mock.fn(), mock.fn()];
  const strapi = {
    eventHub: { emit },
    config: { get: (key: string) => (key.startsWith('plugin::') ? { notify: { email } } : 'https://site/admin') },
    db: { query: () => ({ findOne: async () => ({ email: 'asked@example.com' }) }) },
    plugin: () => ({ service: () => ({ send: mail }) }),
    log: { error },
  };
  const store = { byId: async () => job, note };
  createNoticesService({ strapi, parts: () => ({ store }) } as unknown as NoticesInput).onEnd('job1');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const argumentsOf = ({ mock: { calls } }: { mock: { calls: { arguments: unknown[] }[] } }) =>
    calls.map((one) => one.arguments);
  return { events: argumentsOf(emit), mails: argumentsOf(mail).flat(), notes: argumentsOf(note), errors: error };
};

describe('the notices of a job', () => {
  it('are an event of its end, and a mail to whoever asked that holds no link to the file', async () => {
    const { events, mails, notes } = await tell(JOB);
    assert.deepEqual(
      events.map(([name]) => name),
      ['export.completed'],
    );
    assert.deepEqual(mails, [
      {
        ...{ to: 'asked@example.com', from: 'exports@example.com', subject: 'Your export of hotels is ready' },
        text: '7 rows were exported. The file is kept until 2026-01-02T00:00:00.000Z. Its number is job1.',
      },
    ]);
    assert.deepEqual(notes, []);
  });

  it('tell why it failed, and lead people of the panel to its page', async () => {
    const told = {
      errorCode: 'EXPORT_STORAGE_FULL',
      errorMessage: 'There is no room.',
      requesterKind: 'admin-session',
    };
    const { events, mails } = await tell({ ...JOB, ...told, status: 'failed' } as JobRow);
    assert.equal(events[0]?.[0], 'export.failed');
    const [{ subject, text } = { subject: '', text: '' }] = mails as { subject: string; text: string }[];
    assert.equal(subject, 'Your export of hotels has failed');
    assert.equal(text, 'There is no room. Find it at https://site/admin/plugins/content-export.');
  });

  it('are no mail to tokens, nor where mails are off, and nothing of a job that has not ended or is gone', async () => {
    assert.deepEqual((await tell({ ...JOB, requesterKind: 'api-token' })).mails, []);
    assert.deepEqual((await tell(JOB, { email: { enabled: false } })).mails, []);
    for (const job of [null, { ...JOB, status: 'cancelled' } as JobRow]) {
      const { events, mails } = await tell(job);
      assert.deepEqual([events, mails], [[], []]);
    }
  });

  it('that fail are written on the job beside those before, and fail nothing', async () => {
    const before = { channel: 'event', message: 'lost', at: '2026-01-01T00:00:00.000Z' } as const;
    const send = () => Promise.reject(new Error('no mail server'));
    const { events, notes, errors } = await tell({ ...JOB, notices: [before] }, { send });
    assert.equal(events.length, 1);
    const [[, changes] = []] = notes as [JobRow, { notices: { channel: string; message: string }[] }][];
    assert.deepEqual(
      changes?.notices.map(({ channel, message }) => [channel, message]),
      [
        ['event', 'lost'],
        ['email', 'no mail server'],
      ],
    );
    assert.equal(errors.mock.callCount(), 0);
  });
});
