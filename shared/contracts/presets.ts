/**
 * Export requests that are kept under a name. `P` is `/export` in the panel's contract and `/api/export` in the content
 * API's; both have the same routes.
 *
 * - `GET P/presets?page=&pageSize=&exporter=` → {@link PresetList}: the caller's own, and those shared with a role of theirs
 * - `POST P/presets` with a {@link PresetBody} → {@link PresetAnswer} (201)
 * - `GET P/presets/:id` → {@link PresetAnswer}
 * - `PUT P/presets/:id` with a {@link PresetBody} → {@link PresetAnswer}
 * - `DELETE P/presets/:id` → 204
 * - `POST P/presets/:id/run` → `SubmittedAnswer`, see `jobs.ts`: always a job
 */
import type { ErrorProblem } from './errors';
import type { PageMeta } from './pages';

export interface PresetBody {
  /** 1 to 100 characters; each of an owner's presets has its own, whatever its case. */
  readonly name: string;
  /** For people. At most 1,000 characters. */
  readonly description?: string | null | undefined;
  /** A name or the UID of a content type. */
  readonly exporter: string;
  /** As `POST P/:exporter` takes it, with its `format`. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Codes of panel roles whose members see and use it, too. Needs the right `presets.share`. Default: nobody. */
  readonly sharedWith?: readonly string[] | undefined;
}

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly exporter: string;
  /** What editors call the exporter. */
  readonly label: string;
  /** The request, with its defaults filled in. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly sharedWith: readonly string[];
  /** Who keeps it, and alone can change it. */
  readonly owner: { readonly kind: string; readonly id: string; readonly name: string };
  readonly isOwn: boolean;
  /**
   * What the caller would be refused with if it were run now, under today's schema and the caller's rights; empty when
   * it can be run.
   */
  readonly problems: readonly ErrorProblem[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface PresetListQuery {
  /** From 1. */
  readonly page: number;
  /** 1 to 100. */
  readonly pageSize: number;
  /** Of one exporter alone. */
  readonly exporter?: string | undefined;
}

export interface PresetList {
  readonly data: readonly Preset[];
  readonly meta: PageMeta;
}

export interface PresetAnswer {
  readonly data: Preset;
}
