import type { Nested, Row } from '../../../shared/columns';
import type { PlanHop, PlanLevelHop, PlanVariant, PlanVariantsHop } from '../plan/plan';
import { hopLinkOf } from './hop-link';
import type { LevelContext, LevelReader } from './level';
import { createLinkReader, type Id, type Link } from './link-reader';
import type { Session } from './session';
import { createTargetReader, type TargetReader } from './target-reader';

export interface HopReaderInput {
  readonly context: LevelContext;
  /** The type or component that the hop starts from. */
  readonly uid: string;
  readonly hop: PlanHop;
  /** Makes the reader of a level that the hop leads to. */
  createLevel(level: PlanVariant['level']): LevelReader;
}

/** Finds what one hop leads to, for all rows of a batch at once. */
export interface HopReader {
  /** The parents' columns that the hop is linked by. */
  readonly columns: readonly string[];
  /** @param values of each of `columns`, for all rows */
  load(session: Session, values: readonly (readonly unknown[])[]): Promise<Nested[]>;
}

const targetReader = (
  { context, createLevel }: HopReaderInput,
  { level, rows }: Pick<PlanVariant, 'level' | 'rows'>,
): TargetReader => createTargetReader({ ...context, level, rows, inner: createLevel(level) });

const oneOrMany = (hop: PlanHop, items: readonly Row[]): Nested => (hop.many ? items : (items[0] ?? null));

const levelItems = (input: HopReaderInput, hop: PlanLevelHop) => {
  const targets = targetReader(input, hop);
  return async (session: Session, links: readonly (readonly Link[])[]): Promise<Nested[]> => {
    const rows = await targets.read(session, new Set(links.flat().map(({ target }) => target)));
    return links.map((own) => {
      const items: Row[] = [];
      for (const { target } of own) {
        const row = rows.get(target);
        if (row != null) items.push(row);
      }
      return oneOrMany(hop, items);
    });
  };
};

/** An item's row: its kind, and the row of its own type in that type's place. */
const variantItems = (input: HopReaderInput, hop: PlanVariantsHop) => {
  const readers = hop.variants.map((variant) => targetReader(input, variant));
  const places = new Map(hop.variants.map(({ uid }, at) => [uid, at]));
  return async (session: Session, links: readonly (readonly Link[])[]): Promise<Nested[]> => {
    const ids = readers.map(() => new Set<Id>());
    for (const { target, type } of links.flat()) ids[places.get(type ?? '') ?? -1]?.add(target);
    const rows: ReadonlyMap<Id, Row | null>[] = [];
    for (const [at, reader] of readers.entries()) rows.push(await reader.read(session, ids[at] ?? new Set()));
    const itemOf = ({ target, type }: Link): Row[] => {
      const place = places.get(type ?? '');
      const row = place === undefined ? undefined : rows[place]?.get(target);
      return row == null ? [] : [[type, ...readers.map((_reader, at) => (at === place ? row : null))]];
    };
    return links.map((own) => oneOrMany(hop, own.flatMap(itemOf)));
  };
};

export const createHopReader = (input: HopReaderInput): HopReader => {
  const { context, uid, hop } = input;
  const { db } = context.database;
  const links = createLinkReader(context.database, hopLinkOf(db, uid, hop.attribute));
  const toItems = hop.kind === 'level' ? levelItems(input, hop) : variantItems(input, hop);
  return {
    columns: links.columns,
    load: async (session, values) => toItems(session, await links.read(session, values)),
  };
};
