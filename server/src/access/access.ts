import type { Lock } from '../../../shared/contracts/exporters';
import type { Requester } from '../../../shared/requester';
import { remembering } from './remembering';

export type { Lock, Requester };

/** Strapi filters, as the REST API and the panel's filter builder write them. */
export type Filters = Readonly<Record<string, unknown>>;

/** The plugin's own rights, beside those on content types; see `permissions.ts`. */
export type PluginRight =
  'access' | 'jobs.read-all' | 'presets.share' | 'schedules.manage' | 'audit.read' | 'points.update' | 'settings.read';

/** Nobody outside of the panel holds rights of the plugin's own. */
export const holdsNothing = (): boolean => false;

/** What a requester may export of one content type. */
export interface Grant {
  /** @param path an attribute of the type; leaves of components by dotted path (`seo.metaTitle`) */
  canRead(path: string): boolean;
  /** Why a path cannot be read, or `null` when it can, or when it never leaves whoever asks. */
  lockOf(path: string): Lock | null;
  /** Strapi filters that keep only the rows the requester may export, or `null` when all may be exported. */
  readonly rows: Filters | null;
  /** The locales of these rows, or `null` when all are. A part of `rows` too; here so that others can be refused. */
  readonly locales: readonly string[] | null;
}

/** The rights of one requester at one moment. Every name in a request is checked against it, at every hop. */
export interface Access {
  readonly requester: Requester;
  /** Whether a right of the plugin's own is held, such as to see everybody's jobs. Only the panel has such rights. */
  holds(right: PluginRight): boolean;
  /** The grant on a content type, or `null` when the requester may not export it at all. */
  grant(uid: string): Promise<Grant | null>;
  /** Why there is no grant on a content type; `null` when there is one, or when the type never leaves. */
  lockOf(uid: string): Promise<Lock | null>;
}

/** Remembers decisions, so that a plan asks once per type. */
export const withMemory = ({ requester, holds, grant, lockOf }: Access): Access => ({
  requester,
  holds,
  grant: remembering(grant),
  lockOf: remembering(lockOf),
});

/** Both, where either may be missing. */
export const bothFilters = (left: Filters | null, right: Filters | null): Filters | null => {
  if (left === null || right === null) return left ?? right;
  return { $and: [left, right] };
};
