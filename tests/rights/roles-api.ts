import { EXPORT_SCOPE } from '../../playground/scripts/seed/people';
import { UIDS } from './content';
import type { Caller } from './role';
import type { TypeName } from './tree';
import { type RootName, UNIVERSE } from './universe';

/** A caller of the content API, where administrators are never named. */
export interface ApiCaller extends Caller {
  readonly credential:
    | { readonly kind: 'token'; readonly type: 'full-access' | 'read-only' }
    | { readonly kind: 'token'; readonly type: 'custom'; readonly permissions: readonly string[] }
    | { readonly kind: 'end-user'; readonly email: string }
    | { readonly kind: 'public' };
}

const find = (...types: readonly TypeName[]): string[] => types.map((type) => `${UIDS[type]}.find`);

const NAMES_PEOPLE = /(?:^|\.)(?:createdBy|updatedBy)(?:\.|$)/;

/** Whether a path leads to administrators, of whom the content API does not speak. */
export const namesPeople = (path: string): boolean => NAMES_PEOPLE.test(path);

/** All of a type but what lies behind relations to others. */
const without = (root: RootName, ...prefixes: readonly string[]): { values: string[]; hops: string[] } => {
  const isIn = (path: string): boolean =>
    !namesPeople(path) && !prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}.`));
  return { values: UNIVERSE[root].values.filter(isIn), hops: UNIVERSE[root].hops.filter(isIn) };
};

const TO_ITEMS = [
  ...['hours.item', 'one_way_item', 'one_way_items', 'main_item', 'owned_items', 'shelf_item', 'tagged_items'],
  ...['a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it', 'parent.shelf_item', 'children.shelf_item'],
  ...['subject.api::kitchen-item.kitchen-item', 'related_things.api::kitchen-item.kitchen-item'],
];

const CALLERS: readonly ApiCaller[] = [
  { code: 'api-public', credential: { kind: 'public' }, roots: {}, isStoppedByStrapi: true },
  {
    code: 'api-scope-only',
    credential: { kind: 'token', type: 'custom', permissions: [EXPORT_SCOPE] },
    roots: {},
    isTwinned: true,
  },
  {
    code: 'api-find-sinks',
    credential: { kind: 'token', type: 'custom', permissions: [EXPORT_SCOPE, ...find('sink')] },
    rows: { item: [], hotel: [] },
    roots: { sink: without('sink', 'hotel', ...TO_ITEMS) },
    isTwinned: true,
  },
  {
    code: 'api-find-sinks-and-items',
    credential: { kind: 'token', type: 'custom', permissions: [EXPORT_SCOPE, ...find('sink', 'item')] },
    rows: { hotel: [] },
    roots: { sink: without('sink', 'hotel'), item: without('item', 'main_sink.hotel') },
  },
  {
    code: 'api-end-user',
    credential: { kind: 'end-user', email: 'user@example.com' },
    roots: { hotel: without('hotel', 'country') },
  },
  {
    code: 'api-read-only',
    credential: { kind: 'token', type: 'read-only' },
    roots: { sink: without('sink'), item: without('item'), hotel: without('hotel') },
  },
  {
    code: 'api-full-access',
    credential: { kind: 'token', type: 'full-access' },
    roots: { sink: without('sink'), item: without('item'), hotel: without('hotel') },
    isTwinned: true,
  },
];

export const API_CALLERS: readonly ApiCaller[] = CALLERS.map((caller) => ({ ...caller, neverNamesPeople: true }));
