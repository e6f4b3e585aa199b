const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.UTC(2026, 0, 1);

export interface Stamps {
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | null;
}

/** What one document's rows carry: the draft, and the published row beside it. */
export interface DocumentStamps {
  readonly draft: Stamps;
  readonly published: Stamps;
}

/** A moment in the first 300 days of 2026, spread evenly over the indexes and never at a full second. */
export const momentOf = (index: number): Date =>
  new Date(START + ((index * 37) % (300 * 24 * 60)) * MINUTE + ((index * 13) % 60_000));

/** A plain date `days` after 2026-01-01, as `YYYY-MM-DD`. */
export const plainDate = (days: number): string => new Date(START + days * DAY).toISOString().slice(0, 10);

/**
 * Strapi calls a document "modified" when its draft was updated after its published row, so an unmodified
 * draft is a little older than the published row (Strapi saves first, then publishes).
 */
export const documentStamps = (index: number, modified: boolean): DocumentStamps => {
  const updatedAt = momentOf(index);
  const createdAt = new Date(updatedAt.getTime() - 2 * DAY);
  const draftUpdatedAt = new Date(updatedAt.getTime() + (modified ? 120 * MINUTE : -40));

  return {
    draft: { createdAt, updatedAt: draftUpdatedAt, publishedAt: null },
    published: { createdAt, updatedAt, publishedAt: updatedAt },
  };
};

/** A type without draft & publish: Strapi stores the creation date as `publishedAt`. */
export const plainStamps = (index: number): Stamps => {
  const createdAt = momentOf(index);

  return { createdAt, updatedAt: createdAt, publishedAt: createdAt };
};
