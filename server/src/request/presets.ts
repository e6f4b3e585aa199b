import { z } from '@strapi/utils';
import type { PresetBody, PresetListQuery } from '../../../shared/contracts/presets';
import { pageParameters } from './pages';
import { parseQuery } from './query';

/** Most characters of what people call a preset or a schedule. */
export const entryName = z.string().trim().min(1).max(100);

const role = z.string().min(1).max(255);

export const presetBody = z.strictObject({
  name: entryName.describe("Each of an owner's presets has its own, whatever its case."),
  description: z.string().trim().max(1_000).nullish(),
  exporter: z.string().min(1).max(255).describe('The name of an exporter.'),
  request: z.record(z.string(), z.unknown()).describe("As the exporter's `POST` takes it, with its `format`."),
  sharedWith: z
    .array(role)
    .max(50)
    .optional()
    .describe('Codes of panel roles whose members see and use it, too. Only the panel has the right for it.'),
});

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule; the request within is not looked at */
export const parsePresetBody = (input: unknown): PresetBody => parseQuery(presetBody, input);

const listQuery = z.strictObject({ ...pageParameters, exporter: z.string().min(1).max(255).optional() });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parsePresetListQuery = (query: unknown): PresetListQuery => parseQuery(listQuery, query);
