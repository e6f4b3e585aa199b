import type { JobRow } from './record';

/**
 * Who closes what jobs were charged. Called in the transaction in which a job ends, so that an end and what it gives back
 * are one, whoever ends it and however often they try.
 */
export interface JobBill {
  /**
   * Gives back what a job did not deliver.
   *
   * @param rows rows of the finished file, `null` for a job that came to nothing
   * @returns the points it cost in the end
   */
  close(job: JobRow, rows: number | null): Promise<number>;
}
