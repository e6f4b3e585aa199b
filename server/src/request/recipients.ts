import { z } from '@strapi/utils';
import { parseQuery } from './query';

const query = z.strictObject({ search: z.string().trim().max(100).default('') });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parseRecipientQuery = (given: unknown): { readonly search: string } => parseQuery(query, given);
