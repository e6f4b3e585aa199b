import { setTimeout as wait } from 'node:timers/promises';
import { ask, download } from './site.mjs';

const jobOf = async (site, id) => (await (await ask(site, `/api/export/jobs/${id}`)).json()).data;

const bodyOf = ({ query: { columns, ...filters }, sites }) => ({
  ...(columns !== undefined && { columns: columns.split(',') }),
  ...(sites === true && { filters }),
});

/** Milliseconds between two looks at a job: a panel that looks all the time would take its part of the processor. */
const LOOK_EVERY = 200;

/** From its submission to its end by the site's own clock, since looks are far between. */
export const runJob = async ({ format, theCase, site, file }) => {
  const body = JSON.stringify({ format, ...bodyOf(theCase) });
  const options = { method: 'POST', body, headers: { prefer: 'respond-async' } };
  const { data } = await (await ask(site, `/api/export/${theCase.exporter}`, options)).json();
  let job = data;
  while (job.status === 'pending' || job.status === 'processing') {
    await wait(LOOK_EVERY);
    job = await jobOf(site, data.id);
  }
  if (job.status !== 'completed') throw new Error(`The job is ${job.status}: ${JSON.stringify(job.error)}`);
  await download(site, `/api/export/jobs/${data.id}/download`, file);
  return { milliseconds: Date.parse(job.completedAt) - Date.parse(job.createdAt) };
};
