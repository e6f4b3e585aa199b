import { z } from '@strapi/utils';
import type { ExporterQuery } from '../../../shared/contracts/exporters';
import { parseQuery } from './query';

const MAX_PATH = 1_000;

const exporterQuery = z.strictObject({ path: z.string().max(MAX_PATH).optional() });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key */
export const parseExporterQuery = (query: unknown): ExporterQuery => parseQuery(exporterQuery, query);
