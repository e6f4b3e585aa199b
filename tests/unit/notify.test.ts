import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Channel, type JobNews, tellAll } from '../../server/src/notify/notices';

const NEWS: JobNews = {
  ...{ id: 'a', exporter: 'api::a.a', format: 'csv', status: 'completed', rows: 1, bytes: 2 },
  ...{ requester: { kind: 'end-user', id: '1' }, error: null, completedAt: null, expiresAt: null },
};

it('a notice that fails is reported, shortly, and keeps no other from being sent', async () => {
  const sent: string[] = [];
  const channels: Channel[] = [
    {
      name: 'email',
      send: async () => {
        throw new Error('x'.repeat(5_000));
      },
    },
    {
      name: 'event',
      send: async ({ id }) => {
        sent.push(id);
      },
    },
  ];
  const failed = await tellAll(channels, NEWS);
  assert.deepEqual(sent, ['a']);
  assert.deepEqual(
    failed.map(({ channel, message }) => [channel, message.length]),
    [['email', 200]],
  );
});
