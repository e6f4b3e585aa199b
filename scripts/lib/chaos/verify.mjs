import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FORMATS, readTable } from '../read-file.mjs';

/** Reasons that a job may truly have failed for, while everything around it was being killed. */
const TRUE_REASONS = ['EXPORT_WORKER_LOST', 'EXPORT_DATABASE_UNAVAILABLE', 'EXPORT_STORAGE_FAILED'];

const FINAL = ['completed', 'failed'];

/** What a file holds: every row once, and the bytes that the record says. */
const damageOf = async ({ format, sha_256: sha256, bytes }, file, rows) => {
  const content = readFileSync(file);
  if (content.length !== Number(bytes)) return `${content.length} bytes instead of ${bytes}`;
  if (createHash('sha256').update(content).digest('hex') !== sha256) return 'another checksum';
  const table = await readTable(format, file);
  if (table.rows.length !== rows) return `${table.rows.length} rows instead of ${rows}`;
  const ids = new Set(table.rows.map(([id]) => String(id)));
  return ids.size === rows ? null : `${ids.size} different rows instead of ${rows}`;
};

/**
 * Looks at what is left when everything has come to rest.
 *
 * @returns what was found, by kind; each but the counts should be empty
 */
export const verify = async ({ database, client, folder, downloads, asked, rows }) => {
  const jobs = await database.rows('export_jobs');
  const audit = await database.rows('export_audit_entries');
  const eventsOf = (id, event) => audit.filter((line) => line.job_id === id && line.event === event).length;
  const completed = jobs.filter(({ status }) => status === 'completed');
  const failed = jobs.filter(({ status }) => status === 'failed');

  const damaged = [];
  for (const job of completed) {
    const file = path.join(downloads, `${job.document_id}.${job.format}`);
    try {
      await client.download(asked.get(job.document_id), job.document_id, file);
      const damage = await damageOf(job, file, rows);
      if (damage !== null) damaged.push(`${job.document_id}: ${damage}`);
    } catch (error) {
      damaged.push(`${job.document_id}: ${error.message}`);
    }
    rmSync(file, { force: true });
  }

  const own = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const wanted = new Set(completed.map(({ file_key: key }) => key));
  const wrongAudit = jobs
    .filter(({ document_id: id, status }) => {
      const isRight = eventsOf(id, 'requested') === 1 && eventsOf(id, status) === 1;
      return FINAL.includes(status) && !isRight;
    })
    .map(({ document_id: id }) => id);

  return {
    counts: { completed: completed.length, failed: failed.length },
    lost: [...asked.keys()].filter((id) => !jobs.some((job) => job.document_id === id)),
    stuck: jobs
      .filter(({ status }) => !FINAL.includes(status))
      .map(({ document_id: id, status }) => `${id}: ${status}`),
    'without a true reason': failed
      .filter(({ error_code: code }) => !TRUE_REASONS.includes(code))
      .map(({ document_id: id, error_code: code }) => `${id}: ${code}`),
    duplicated: jobs.filter(({ document_id: id }) => eventsOf(id, 'completed') > 1).map(({ document_id: id }) => id),
    'damaged files': damaged,
    'temporary files': own.filter((name) => !wanted.has(name)),
    'missing files': [...wanted].filter((key) => !own.includes(key)),
    'wrong lines of the log': wrongAudit,
  };
};

export { FORMATS };
