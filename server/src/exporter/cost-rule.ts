import type { Format } from '../../../shared/formats';

/** What an export is, as far as its price goes. */
export interface CostInput {
  /** Documents counted with the request's filters and the requester's rights. */
  readonly rows: number;
  readonly format: Format;
}

/** An exporter's price in points; fractions are rounded up. */
export type CostRule = (input: CostInput) => number;
