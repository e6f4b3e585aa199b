import { createHash } from 'node:crypto';
import type { Database } from '@strapi/database';
import { PRESET, PRESET_SHARE } from '../../../shared/uids';
import type { Origin, OwnerColumns } from '../access/credential';
import { atomically } from '../database/atomically';
import type { ExportRequest } from '../request/schema';

/** A row of `export_presets`, as Strapi's database layer gives it, and the roles of `export_preset_shares`. */
export interface PresetRow extends OwnerColumns {
  readonly id: number;
  readonly documentId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly exporter: string;
  readonly name: string;
  readonly description: string | null;
  readonly request: ExportRequest;
  readonly sharedWith: readonly string[];
}

/** What its owner writes. */
export type PresetContent = Pick<PresetRow, 'exporter' | 'name' | 'description' | 'request' | 'sharedWith'>;

/** Who looks. */
export interface Viewer {
  /** As `requesterKey` has it. */
  readonly requester: string;
  readonly origin: Origin;
  readonly roles: readonly string[];
}

type Stored = Omit<PresetRow, 'sharedWith'>;

interface Share {
  readonly presetId: string;
  readonly role: string;
}

/** What Strapi's document ids are made of. */
const ID = /^[a-z0-9]{1,64}$/;

/** Lets an owner have each name once. A hash, since databases differ in what they take for the same text. */
const nameKeyOf = (requester: string, name: string): string =>
  createHash('sha256')
    .update(JSON.stringify([requester, name.normalize('NFC').toLowerCase()]))
    .digest('hex');

/** The presets, and the roles that they are shared with. */
export const createPresetStore = ({ database }: { readonly database: () => Database }) => {
  const presets = () => database().query(PRESET);
  const shares = () => database().query(PRESET_SHARE);

  const withShares = async (rows: readonly Stored[]): Promise<PresetRow[]> => {
    if (rows.length === 0) return [];
    const where = { presetId: { $in: rows.map(({ documentId }) => documentId) } };
    const found = (await shares().findMany({ where, orderBy: [{ id: 'asc' }] })) as Share[];
    return rows.map((row) => ({
      ...row,
      sharedWith: found.flatMap(({ presetId, role }) => (presetId === row.documentId ? [role] : [])),
    }));
  };

  const share = async (presetId: string, roles: readonly string[]): Promise<void> => {
    for (const role of new Set(roles)) await shares().create({ data: { presetId, role } });
  };

  const unshare = async (presetId: string): Promise<void> => {
    await shares().deleteMany({ where: { presetId } });
  };

  const sharedWith = async (roles: readonly string[]): Promise<string[]> => {
    if (roles.length === 0) return [];
    const rows = (await shares().findMany({ select: ['presetId'], where: { role: { $in: [...roles] } } })) as Share[];
    return [...new Set(rows.map(({ presetId }) => presetId))];
  };

  return {
    byId: async (documentId: string): Promise<PresetRow | null> => {
      if (!ID.test(documentId)) return null;
      const row = (await presets().findOne({ where: { documentId } })) as Stored | null;
      return row === null ? null : ((await withShares([row]))[0] ?? null);
    },

    count: (requester: string): Promise<number> => presets().count({ where: { requester } }),

    /** A page of those that somebody sees, by name, and how many there are. */
    list: async (
      { requester, origin, roles }: Viewer,
      { page, pageSize, exporter }: { page: number; pageSize: number; exporter?: string | undefined },
    ): Promise<{ rows: PresetRow[]; total: number }> => {
      const documentId = { $in: await sharedWith(roles) };
      const where = {
        origin,
        $or: [{ requester }, { documentId }],
        ...(exporter !== undefined && { exporter }),
      };
      const query = { where, orderBy: [{ name: 'asc' }, { id: 'asc' }] };
      const [rows, total] = await presets().findWithCount({ ...query, limit: pageSize, offset: (page - 1) * pageSize });
      return { rows: await withShares(rows as Stored[]), total };
    },

    /** @throws whatever the database throws, also when the owner has another of that name */
    create: (owner: OwnerColumns, { sharedWith: roles, ...content }: PresetContent): Promise<PresetRow> =>
      atomically(database(), async () => {
        const nameKey = nameKeyOf(owner.requester, content.name);
        const row = (await presets().create({ data: { ...owner, ...content, nameKey } })) as Stored;
        await share(row.documentId, roles);
        return { ...row, sharedWith: [...new Set(roles)] };
      }),

    /** @throws as `create` does */
    update: async (
      { id, documentId, requester }: PresetRow,
      { sharedWith: roles, ...content }: PresetContent,
    ): Promise<void> => {
      await atomically(database(), async () => {
        const data = { ...content, nameKey: nameKeyOf(requester, content.name) };
        await presets().update({ where: { id }, data });
        await unshare(documentId);
        await share(documentId, roles);
      });
    },

    remove: async ({ id, documentId }: PresetRow): Promise<void> => {
      await atomically(database(), async () => {
        await unshare(documentId);
        await presets().delete({ where: { id } });
      });
    },
  };
};

export type PresetStore = ReturnType<typeof createPresetStore>;
