import type { Core } from '@strapi/types';
import type { ErrorProblem } from '../../../shared/contracts/errors';
import type { Preset, PresetBody, PresetListQuery } from '../../../shared/contracts/presets';
import { ownerColumns, requesterKey } from '../access/credential';
import { isDuplicate } from '../errors/database-error';
import { ExportError, problem } from '../errors/export-error';
import type { PresetContent, PresetRow, PresetStore, Viewer } from '../preset/store';
import { requestOfBody } from '../request/exporter-request';
import type { ExportRequest } from '../request/schema';
import type { AddressesService } from './addresses';
import { callerOf } from './callers';
import type { ExportersService } from './exporters';
import type { ExportsService } from './exports';
import type { Actor } from './jobs';
import { requireCredential } from './requesters';
import { roleNames } from './roles';
import type { Submissions, Submitted } from './submissions';

export interface PresetsInput {
  readonly strapi: Core.Strapi;
  readonly store: PresetStore;
  readonly addresses: AddressesService;
  readonly exporters: ExportersService;
  readonly exports: ExportsService;
  readonly submissions: Submissions;
}

/** Presets that one owner may keep. */
const MAX_PRESETS = 200;

const viewerOf = ({ access: { requester }, origin }: Pick<Actor, 'access' | 'origin'>): Viewer => ({
  requester: requesterKey(requester),
  origin,
  roles: requester.roles ?? [],
});

const isVisible = ({ requester, origin, sharedWith }: PresetRow, viewer: Viewer): boolean =>
  origin === viewer.origin &&
  (requester === viewer.requester || sharedWith.some((role) => viewer.roles.includes(role)));

const nameTaken = (name: string): ExportError =>
  problem('EXPORT_INVALID_REQUEST', 'name', 'taken', `You have another preset that is called ${name}.`);

/** What is wrong with a request inside a body is told by its place in the body. */
const within = (field: string, error: unknown): unknown => {
  if (!(error instanceof ExportError)) return error;
  const { code, problems, details, cause } = error;
  const placed = problems.map((one) => ({ ...one, field: one.field === '' ? field : `${field}.${one.field}` }));
  return new ExportError(code, { problems: placed, details, cause });
};

/** Requests that are kept under a name. One that the caller does not see is answered like one that does not exist. */
export const createPresetsService = ({ strapi, store, addresses, exporters, exports, submissions }: PresetsInput) => {
  /**
   * The request that a preset holds, as it is read today.
   *
   * @throws ExportError when it cannot be any more
   */
  const requestOf = ({
    exporter,
    request,
    origin,
  }: Pick<PresetRow, 'exporter' | 'request' | 'origin'>): ExportRequest =>
    requestOfBody(exporters.open(origin, exporter), request);

  /** What running it now would be refused with. */
  const problemsOf = async (preset: PresetRow, actor: Actor): Promise<readonly ErrorProblem[]> => {
    try {
      await exports.plan(requestOf(preset), callerOf(actor.origin, actor.access));
      return [];
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      const { code, message, problems } = error;
      return problems.length > 0 ? problems : [{ field: 'exporter', rule: code, message }];
    }
  };

  /** One that somebody sees, `null` when they see none. */
  const seenBy = async (id: string, who: Pick<Actor, 'access' | 'origin'>): Promise<PresetRow | null> => {
    const preset = await store.byId(id);
    return preset !== null && isVisible(preset, viewerOf(who)) ? preset : null;
  };

  const visible = async (id: string, actor: Actor): Promise<PresetRow> => {
    const preset = await seenBy(id, actor);
    if (preset === null) throw new ExportError('EXPORT_PRESET_NOT_FOUND');
    addresses.check({ ip: actor.call.ip, requester: actor.access.requester, exporter: preset.exporter });
    return preset;
  };

  /** @throws ExportError `EXPORT_FORBIDDEN` for one of somebody else */
  const own = async (id: string, actor: Actor): Promise<PresetRow> => {
    const preset = await visible(id, actor);
    if (preset.requester === requesterKey(actor.access.requester)) return preset;
    throw problem('EXPORT_FORBIDDEN', 'id', 'not_yours', 'Only its owner changes a preset.');
  };

  const checkRoles = async (roles: readonly string[], { access }: Actor): Promise<void> => {
    if (roles.length === 0) return;
    if (!access.holds('presets.share')) {
      throw problem('EXPORT_FORBIDDEN', 'sharedWith', 'no_right', 'The right presets.share is needed.');
    }
    const known = await roleNames(strapi, 'panel');
    const problems = roles.flatMap((role, at) =>
      known.includes(role)
        ? []
        : [{ field: `sharedWith.${at}`, rule: 'unknown_role', message: `There is no role ${role}.` }],
    );
    if (problems.length > 0) throw new ExportError('EXPORT_INVALID_REQUEST', { problems });
  };

  /** Nothing is kept that its owner may not ask for today. */
  const plannedRequest = async (
    { exporter: name, request: given }: PresetBody,
    actor: Actor,
  ): Promise<ExportRequest> => {
    const exporter = exporters.open(actor.origin, name);
    try {
      const request = requestOfBody(exporter, given);
      await exports.plan(request, callerOf(actor.origin, actor.access));
      return request;
    } catch (error) {
      throw within('request', error);
    }
  };

  const contentOf = async (body: PresetBody, actor: Actor): Promise<PresetContent> => {
    const { name, exporter, sharedWith = [], description = null } = body;
    addresses.check({ ip: actor.call.ip, requester: actor.access.requester, exporter });
    await checkRoles(sharedWith, actor);
    const request = await plannedRequest(body, actor);
    return { name, description, exporter: request.exporter, request, sharedWith };
  };

  const saving = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw isDuplicate(error) ? nameTaken(name) : error;
    }
  };

  return {
    visible,
    seenBy,
    byId: store.byId,
    requestOf,

    list: (query: PresetListQuery, actor: Actor) => store.list(viewerOf(actor), query),

    create: async (body: PresetBody, actor: Actor): Promise<PresetRow> => {
      const { requester } = actor.access;
      requireCredential(requester);
      const content = await contentOf(body, actor);
      const key = requesterKey(requester);
      if ((await store.count(key)) >= MAX_PRESETS) {
        throw problem(
          'EXPORT_INVALID_REQUEST',
          'name',
          'too_many',
          `You have ${MAX_PRESETS} presets, the most there can be.`,
        );
      }
      return saving(content.name, () => store.create(ownerColumns(requester, actor.origin), content));
    },

    update: async (id: string, body: PresetBody, actor: Actor): Promise<PresetRow> => {
      const preset = await own(id, actor);
      const content = await contentOf(body, actor);
      await saving(content.name, () => store.update(preset, content));
      return own(id, actor);
    },

    remove: async (id: string, actor: Actor): Promise<void> => {
      await store.remove(await own(id, actor));
    },

    /** Makes a job of it, under the caller's own rights. */
    run: async (id: string, actor: Actor): Promise<Submitted> => {
      const request = requestOf(await visible(id, actor));
      const { access, origin, call } = actor;
      return submissions.submit({ access, origin, request, call }, 'job');
    },

    view: async (preset: PresetRow, actor: Actor): Promise<Preset> => {
      const exporter = exporters.find(preset.exporter);
      const { requesterKind: kind, requesterId, requesterName } = preset;
      return {
        id: preset.documentId,
        name: preset.name,
        description: preset.description,
        exporter: preset.exporter,
        label: exporter === null ? preset.exporter : exporters.labelOf(exporter),
        request: preset.request,
        sharedWith: preset.sharedWith,
        owner: { kind, id: requesterId, name: requesterName ?? requesterId },
        isOwn: preset.requester === requesterKey(actor.access.requester),
        problems: await problemsOf(preset, actor),
        createdAt: preset.createdAt,
        updatedAt: preset.updatedAt,
      };
    },
  };
};

export type PresetsService = ReturnType<typeof createPresetsService>;
