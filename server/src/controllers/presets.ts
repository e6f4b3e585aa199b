import type { PresetAnswer, PresetList } from '../../../shared/contracts/presets';
import { ExportError } from '../errors/export-error';
import { parsePresetBody, parsePresetListQuery } from '../request/presets';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer, idOf } from './calling';
import { answerSubmitted } from './job-answers';
import { pageMeta } from './page-meta';

export const listPresets: Action = async (calling) => {
  const { strapi, ctx } = calling;
  const query = parsePresetListQuery(ctx.query);
  const presets = getService(strapi, 'presets');
  const { rows, total } = await presets.list(query, calling);
  const data = await Promise.all(rows.map((row) => presets.view(row, calling)));
  answer(ctx, { data, meta: pageMeta(query.page, query.pageSize, total) } satisfies PresetList);
};

export const createPreset: Action = async (calling) => {
  const { strapi, ctx } = calling;
  checkNoQuery(ctx.query);
  const presets = getService(strapi, 'presets');
  const preset = await presets.create(parsePresetBody(ctx.request.body), calling);
  answer(ctx, { data: await presets.view(preset, calling) } satisfies PresetAnswer, 201);
};

export const showPreset: Action = async (calling) => {
  const { strapi, ctx } = calling;
  checkNoQuery(ctx.query);
  const presets = getService(strapi, 'presets');
  const preset = await presets.visible(idOf(calling), calling);
  answer(ctx, { data: await presets.view(preset, calling) } satisfies PresetAnswer);
};

export const updatePreset: Action = async (calling) => {
  const { strapi, ctx } = calling;
  checkNoQuery(ctx.query);
  const presets = getService(strapi, 'presets');
  const preset = await presets.update(idOf(calling), parsePresetBody(ctx.request.body), calling);
  answer(ctx, { data: await presets.view(preset, calling) } satisfies PresetAnswer);
};

export const removePreset: Action = async (calling) => {
  checkNoQuery(calling.ctx.query);
  await getService(calling.strapi, 'presets').remove(idOf(calling), calling);
  calling.ctx.status = 204;
};

export const runPreset: Action = async (calling) => {
  checkNoQuery(calling.ctx.query);
  const submitted = await getService(calling.strapi, 'presets').run(idOf(calling), calling);
  if (submitted.kind !== 'job') throw new ExportError('EXPORT_INTERNAL');
  await answerSubmitted(calling, submitted.job, submitted.isNew);
};
