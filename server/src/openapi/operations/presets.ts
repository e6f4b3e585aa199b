import { presetBody } from '../../request/presets';
import { presetListQuery } from '../requests/queries';
import { type Operation, type OperationName, REQUEST_ERRORS, SUBMISSION_ERRORS } from './operation';

type PresetAction = 'listPresets' | 'createPreset' | 'showPreset' | 'updatePreset' | 'removePreset' | 'runPreset';

const NOT_FOUND = 'EXPORT_PRESET_NOT_FOUND';

/** What is asked of requests that are kept under a name. */
export const PRESET_OPERATIONS: { readonly [Name in PresetAction & OperationName]: Operation } = {
  listPresets: {
    tag: 'Presets',
    summary: 'Presets, by name',
    description: "The caller's own, and those shared with a role of theirs.",
    query: presetListQuery,
    answers: { kind: 'json', status: 200, schema: 'PresetList' },
    errors: ['EXPORT_INVALID_REQUEST'],
  },
  createPreset: {
    tag: 'Presets',
    summary: 'Keep a request',
    description: 'What the caller may not ask for now is not kept.',
    body: presetBody,
    answers: { kind: 'json', status: 201, schema: 'PresetAnswer' },
    errors: REQUEST_ERRORS,
  },
  showPreset: {
    tag: 'Presets',
    summary: 'One preset',
    description: 'With what running it now would be refused with.',
    answers: { kind: 'json', status: 200, schema: 'PresetAnswer' },
    errors: ['EXPORT_INVALID_REQUEST', NOT_FOUND],
  },
  updatePreset: {
    tag: 'Presets',
    summary: 'Replace a preset',
    description: 'Only its owner can. Schedules of it export what it is from then on.',
    body: presetBody,
    answers: { kind: 'json', status: 200, schema: 'PresetAnswer' },
    errors: [NOT_FOUND, ...REQUEST_ERRORS],
  },
  removePreset: {
    tag: 'Presets',
    summary: 'Delete a preset',
    description: 'Only its owner can. Schedules of it are paused when they are due.',
    answers: { kind: 'nothing' },
    errors: ['EXPORT_INVALID_REQUEST', NOT_FOUND],
  },
  runPreset: {
    tag: 'Presets',
    summary: 'Export a preset',
    description: "A job, under the caller's own rights.",
    answers: { kind: 'job' },
    errors: [NOT_FOUND, ...REQUEST_ERRORS, ...SUBMISSION_ERRORS],
  },
};
