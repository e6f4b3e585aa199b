/** What a queue carries: the record has everything else. */
export interface QueueEntry {
  readonly jobId: string;
  readonly attempt: number;
}

/** What became of an entry that was handed to a worker. */
export type Outcome =
  /** It is done with, whatever became of the job. */
  | 'done'
  /** Its requester has as many jobs running as allowed: it is to be offered again shortly. */
  | 'later';

export type Handler = (entry: QueueEntry) => Promise<Outcome>;

/** A consumer of the queue in this process. */
export interface Consumer {
  /** Takes no more entries, and resolves when the handlers that run have ended. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Hands entries to workers. Every adapter passes `tests/conformance/queue`.
 *
 * An entry is handed out at least once, perhaps to several workers; whoever claims the record by compare-and-set runs
 * the job. What a queue loses, the recovery enqueues again.
 */
export interface JobQueue {
  readonly driver: 'database' | 'redis';
  /**
   * Makes a job known. A known entry is not added again.
   *
   * @param delay milliseconds until it may be handed out
   * @throws ExportError `EXPORT_QUEUE_UNAVAILABLE`; the recovery will try again
   */
  enqueue(entry: QueueEntry, delay?: number): Promise<void>;
  /** Forgets an entry that nobody needs any more. Never throws. */
  remove(entry: QueueEntry): Promise<void>;
  /** Starts to hand entries to a handler, at most `concurrency` at a time. The handler never throws. */
  consume(handler: Handler, concurrency: number): Promise<Consumer>;
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}
