import type { PresetAnswer } from '../../../shared/contracts/presets';
import type { ScheduleAnswer } from '../../../shared/contracts/schedules';
import type { Ask } from './asking';

const REQUEST = { format: 'csv', columns: ['ittid'] };

/** The lives of a preset and of a schedule, from being made to being deleted. */
export const aboutKept = async (ask: Ask): Promise<void> => {
  const preset = { name: 'One of each', exporter: 'hotels', request: REQUEST };
  const made = await ask('POST', '/presets', { body: preset, schema: 'PresetAnswer' });
  const { data } = JSON.parse(made.body.toString()) as PresetAnswer;
  const values = { id: data.id };
  const none = { id: 'none' };
  await ask('GET', '/presets', { schema: 'PresetList' });
  await ask('GET', '/presets/{id}', { values, schema: 'PresetAnswer' });
  await ask('GET', '/presets/{id}', { values: none, code: 'EXPORT_PRESET_NOT_FOUND' });
  await ask('PUT', '/presets/{id}', { values, body: { ...preset, description: 'Again' }, schema: 'PresetAnswer' });
  await ask('POST', '/presets/{id}/run', { values, schema: 'SubmittedAnswer' });
  const schedule = { name: 'Every day', preset: data.id, cron: '0 3 * * *' };
  const planned = await ask('POST', '/schedules', { body: schedule, schema: 'ScheduleAnswer' });
  const its = { id: (JSON.parse(planned.body.toString()) as ScheduleAnswer).data.id };
  await ask('POST', '/schedules', { body: { ...schedule, cron: 'daily' }, code: 'EXPORT_INVALID_REQUEST' });
  await ask('POST', '/schedules/{id}/pause', { values: its, schema: 'ScheduleAnswer' });
  await ask('POST', '/schedules/{id}/resume', { values: its, schema: 'ScheduleAnswer' });
  await ask('POST', '/schedules/{id}/run', { values: its, schema: 'ScheduleAnswer' });
  await ask('GET', '/schedules', { schema: 'ScheduleList' });
  await ask('GET', '/schedules/{id}', { values: its, schema: 'ScheduleAnswer' });
  await ask('GET', '/schedules/{id}', { values: none, code: 'EXPORT_SCHEDULE_NOT_FOUND' });
  await ask('PUT', '/schedules/{id}', { values: its, body: schedule, schema: 'ScheduleAnswer' });
  await ask('DELETE', '/schedules/{id}', { values: its });
  await ask('DELETE', '/presets/{id}', { values });
};
