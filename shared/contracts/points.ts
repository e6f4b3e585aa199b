/**
 * Points that end users pay for exports. `P` is `/export` in the panel's contract and `/api/export` in the content API's.
 *
 * - `GET P/points?page=&pageSize=` → {@link OwnPointsAnswer}: the caller's own
 * - `GET /export/points/accounts?page=&pageSize=` → {@link PointAccountList}
 * - `GET /export/points/accounts/:owner?page=&pageSize=` → {@link PointAccountAnswer}
 * - `POST /export/points/accounts/:owner/adjustments` with an {@link AdjustmentBody} → {@link AdjustmentAnswer}
 *
 * Who has too few is refused with 402 and `EXPORT_INSUFFICIENT_POINTS`, whose `details` have {@link InsufficientPoints}.
 */
import type { PageMeta } from './pages';

/**
 * Why a balance changed. A run has one `charge`, which takes points, and at most one entry that closes it: a `refund` of
 * all of them, or a `settlement`, which gives back what the rows that were delivered did not cost.
 */
export type PointKind = 'charge' | 'refund' | 'settlement' | 'adjustment';

/** One change of a balance, as its owner sees it. */
export interface PointEntry {
  /** Larger for what was written later. */
  readonly id: number;
  readonly kind: PointKind;
  /** What was added to the balance; negative for what was taken. */
  readonly amount: number;
  readonly balanceAfter: number;
  /** The export that was charged, `null` for an adjustment. */
  readonly run: string | null;
  readonly exporter: string | null;
  /** The rows that a charge was computed from. */
  readonly rows: number | null;
  /** Why an adjustment was made. */
  readonly note: string | null;
  /** ISO 8601, in UTC. */
  readonly at: string;
}

/** The same as the panel shows it. */
export interface PointLedgerEntry extends PointEntry {
  /** Who made an adjustment. */
  readonly by: string | null;
}

export interface PointAccount {
  /** `<kind>:<id>` of a requester, such as `end-user:12`. */
  readonly owner: string;
  readonly ownerId: string;
  /** As it was when points were last given or charged. */
  readonly ownerName: string;
  /** Never negative. */
  readonly balance: number;
}

/** A balance and a page of what changed it, newest first. Who has no account has 0. */
export interface OwnPointsAnswer {
  readonly data: { readonly balance: number; readonly entries: readonly PointEntry[] };
  readonly meta: PageMeta;
}

/** By name. */
export interface PointAccountList {
  readonly data: readonly PointAccount[];
  readonly meta: PageMeta;
}

/** An account and a page of what changed it, newest first. */
export interface PointAccountAnswer {
  readonly data: { readonly account: PointAccount; readonly entries: readonly PointLedgerEntry[] };
  readonly meta: PageMeta;
}

export interface AdjustmentBody {
  /** Points to give, or, negative, to take: a whole number other than 0. */
  readonly amount: number;
  /** Why. The owner sees it. */
  readonly note: string;
}

export interface AdjustmentAnswer {
  readonly data: PointAccount;
}

/** What a program is told that has too few points. */
export interface InsufficientPoints {
  readonly balance: number;
  readonly cost: number;
}
