import { z } from '@strapi/utils';
import type { AdjustmentBody } from '../../../shared/contracts/points';
import { problem } from '../errors/export-error';
import { parseQuery } from './query';

const adjustment = z.strictObject({
  amount: z.int(),
  note: z.string().trim().min(1).max(1_000),
});

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule */
export const parseAdjustment = (body: unknown): AdjustmentBody => parseQuery(adjustment, body);

/** Printable characters, without what a list or a string of structured headers would be made of. */
const KEY = /^[\w.:-]{1,200}$/;

/**
 * The `Idempotency-Key` of a call, `null` without one.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST`
 */
export const parseAdjustmentKey = (header: string): string | null => {
  if (header === '') return null;
  // Quotes are what structured headers have around a string (RFC 9651).
  const key = header.replace(/^"(.*)"$/, '$1');
  if (KEY.test(key)) return key;
  const message = 'Expected 1 to 200 letters, digits and characters of . _ : -';
  throw problem('EXPORT_INVALID_REQUEST', 'Idempotency-Key', 'format', message);
};
