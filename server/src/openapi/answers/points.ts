import { z } from '@strapi/utils';
import type { OwnPointsAnswer, PointEntry } from '../../../../shared/contracts/points';
import { moment, pageMeta } from './jobs';
import { mirror } from './mirror';

export const pointEntry = mirror<PointEntry>()(
  z.strictObject({
    id: z.int().describe('Larger for what was written later.'),
    kind: z
      .enum(['charge', 'refund', 'settlement', 'adjustment'])
      .describe(
        '`charge`: taken for an export; `refund`: given back, since it failed or was cancelled; `settlement`: it is ' +
          'done, and what its rows did not cost is given back; `adjustment`: the operators gave or took points.',
      ),
    amount: z.int().describe('What was added to the balance; negative for what was taken.'),
    balanceAfter: z.int().min(0),
    run: z.string().nullable().describe('The export that was charged, `null` for an adjustment.'),
    exporter: z.string().nullable(),
    rows: z.int().min(0).nullable().describe('The rows that a charge was computed from.'),
    note: z.string().nullable().describe('Why an adjustment was made.'),
    at: moment,
  }),
);

export const ownPointsAnswer = mirror<OwnPointsAnswer>()(
  z.strictObject({
    data: z.strictObject({
      balance: z.int().min(0).describe('0 for who has no account.'),
      entries: z.array(pointEntry).describe('Newest first.'),
    }),
    meta: pageMeta,
  }),
);
