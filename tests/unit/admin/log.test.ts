import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeRequest } from '../../../admin/src/services/form-link';
import { logExport, NO_FILTERS, toLogQuery } from '../../../admin/src/services/log-filters';
import { parseAuditQuery } from '../../../server/src/request/audit';

describe('the filters of the log', () => {
  it('ask for what was entered, days from their first to their last moment', () => {
    assert.deepEqual(toLogQuery(NO_FILTERS), {});
    const query = toLogQuery({
      event: 'refused',
      requester: ' ed ',
      exporter: 'hotels',
      from: '2026-02-03',
      to: '2026-02-03',
    });
    assert.deepEqual([query.event, query.requester, query.exporter], ['refused', 'ed', 'hotels']);
    assert.equal(Date.parse(query.to ?? '') - Date.parse(query.from ?? ''), 86_400_000 - 1);
    const { page, ...asked } = parseAuditQuery({ ...query, page: '2' });
    assert.deepEqual([page, asked], [2, { ...query, pageSize: 25 }]);
  });

  it('leave out what can be nothing that the server knows', () => {
    assert.deepEqual(toLogQuery({ ...NO_FILTERS, event: 'eaten', from: 'yesterday', to: '3' }), {});
  });

  it('are those of the export, too', () => {
    const link = new URL(logExport(toLogQuery({ ...NO_FILTERS, event: 'failed', requester: 'x' })), 'http://panel');
    assert.equal(link.searchParams.get('exporter'), 'plugin::content-export.audit-entry');
    assert.deepEqual(decodeRequest(link.searchParams.get('request') ?? ''), {
      format: 'csv',
      sort: [{ path: 'at', direction: 'desc' }],
      filters: { $and: [{ event: { $eq: 'failed' } }, { requesterName: { $containsi: 'x' } }] },
    });
  });
});
