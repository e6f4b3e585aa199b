import { EXPORT_OPERATIONS } from './exports';
import { JOB_OPERATIONS } from './jobs';
import { PRESET_OPERATIONS } from './presets';
import { SCHEDULE_OPERATIONS } from './schedules';
import type { Operation, OperationName } from './operation';

/** A description of each action: what has a route and none of these does not compile. */
export const OPERATIONS: { readonly [Name in OperationName]: Operation } = {
  ...EXPORT_OPERATIONS,
  ...JOB_OPERATIONS,
  ...PRESET_OPERATIONS,
  ...SCHEDULE_OPERATIONS,
};
