import type { Writable } from 'node:stream';
import type { Manifest } from '../../../shared/contracts/jobs';
import type { Warning } from '../run/warnings';
import type { JobRow } from './record';

/** What a job writes, planned under the rights that its credential has now. */
export interface Prepared {
  readonly file: { readonly name: string; readonly mime: string; readonly leftOut: readonly string[] };
  readonly fingerprint: string;
  /** Milliseconds that the file is kept. */
  readonly lifetime: number;
  write(options: WriteOptions): Promise<Written>;
  manifest(written: Written & { readonly completedAt: Date; readonly job: JobRow }): Manifest;
}

interface WriteOptions {
  readonly sink: Writable;
  readonly signal: AbortSignal;
  onScratch(bytes: number): void;
  onTotal(rows: number, isExact: boolean): void;
  onRows(rows: number): void;
}

export interface Written {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly asOf: Date;
  readonly warnings: readonly Warning[];
}
