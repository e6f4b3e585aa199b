import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../../shared/contracts/jobs';
import { ORDER } from '../../support/content';
import { show, submit, until } from '../../support/jobs';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface News {
  readonly job: { readonly id: string; readonly status: string; readonly rows: number };
}

const REQUEST = { format: 'csv', columns: ['id'], filters: { id: { $lt: 30 } } };

export const jobNoticesSuite = (site: () => Site): void => {
  let token = '';
  before(async () => {
    token = await site().adminToken('admin@example.com');
  });

  /** Notices are sent when a job has ended already. */
  const withNotices = async (id: string): Promise<Job> => {
    for (let looks = 0; looks < 40; looks += 1) {
      const job = await show(site(), id, token);
      if (job.notices.length > 0) return job;
      await sleep(50);
    }
    return show(site(), id, token);
  };

  describe('a job that has ended', () => {
    it('is an event of the hub, which webhooks can be made for', async () => {
      const { eventHub } = site().strapi;
      const heard: News[] = [];
      const off = eventHub.on('export.completed', async (news: unknown) => {
        heard.push(news as News);
      });
      try {
        const { id } = await submit(site(), ORDER, token, REQUEST);
        await until(site(), id, token);
        for (let looks = 0; looks < 40 && heard.length === 0; looks += 1) await sleep(50);
        assert.deepEqual(
          heard.map(({ job }) => [job.id, job.status, job.rows]),
          [[id, 'completed', 29]],
        );
        const store = site().strapi.get<{ allowedEvents: Map<string, string> }>('webhookStore');
        assert.ok([...store.allowedEvents.values()].includes('export.failed'));
      } finally {
        off();
      }
    });

    it('is completed although those who are told fail, and says so', async () => {
      const email = site().strapi.plugin('email').service<{ send(message: Message): Promise<void> }>('email');
      const sent: Message[] = [];
      const send = mock.method(email, 'send', async (message: Message) => {
        sent.push(message);
        throw new Error('the mail server is away');
      });
      try {
        await withSetting(site(), 'notify.email.enabled', true, async () => {
          const { id } = await submit(site(), ORDER, token, REQUEST);
          assert.equal((await until(site(), id, token)).status, 'completed');
          const job = await withNotices(id);
          assert.equal(job.status, 'completed');
          assert.deepEqual(
            job.notices.map(({ channel, message }) => [channel, message]),
            [['email', 'the mail server is away']],
          );
          assert.equal(sent[0]?.to, 'admin@example.com');
          assert.match(sent[0].subject, /ready/);
          assert.doesNotMatch(sent[0].text, /downloads\//, 'no link to the file itself');
        });
      } finally {
        send.mock.restore();
      }
    });
  });
};
