import { setTimeout as pause } from 'node:timers/promises';
import type { ExportError } from '../../../server/src/errors/export-error';
import { type ChildTask, openSite } from './points-site';

/** A process that charges runs, and writes a line for each: `true`, `false` or the code of the error. */
const main = async (): Promise<void> => {
  const { connection, owner, runs, isStuck } = JSON.parse(process.env.POINTS_TASK ?? '') as ChildTask;
  const { database, ledger } = await openSite(connection, false);
  const charge = (run: string): Promise<boolean> =>
    ledger.charge({ owner, ownerId: '0', ownerName: 'Child', run, cost: 1, exporter: 'hotels', rows: 1 });
  if (isStuck) {
    await database.transaction(async () => {
      process.stdout.write(`${await charge(runs[0] ?? '')}\n`);
      await pause(60_000);
    });
  }
  const codeOf = (error: unknown): string => (error as ExportError).code;
  await Promise.all(runs.map(async (run) => process.stdout.write(`${await charge(run).catch(codeOf)}\n`)));
  await database.destroy();
};

void main();
