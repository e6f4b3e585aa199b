import { z } from '@strapi/utils';
import type { Preset, PresetAnswer, PresetList } from '../../../../shared/contracts/presets';
import { moment, pageMeta, request, requester } from './jobs';
import { mirror } from './mirror';
import { problem } from './samples';

export const preset = mirror<Preset>()(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    exporter: z.string(),
    label: z.string().describe('What editors call the exporter.'),
    request,
    sharedWith: z.array(z.string()).describe('Roles whose members see and use it, too.'),
    owner: requester,
    isOwn: z.boolean().describe('Whether the caller may change it.'),
    problems: z
      .array(problem)
      .describe("What running it now would be refused with, under today's schema and the caller's rights."),
    createdAt: moment,
    updatedAt: moment,
  }),
);

export const presetAnswer = mirror<PresetAnswer>()(z.strictObject({ data: preset }));

export const presetList = mirror<PresetList>()(z.strictObject({ data: z.array(preset), meta: pageMeta }));
