import type { ExportBody } from '../services/request';
import { isNarrowed, type ListState, statusConditions } from './list-query';

/** Which rows are exported. */
export type Scope = 'selected' | 'filters' | 'everything' | 'document';

/** Where the dialog was opened, and what stands there. */
export type Target =
  | { readonly kind: 'list' }
  | { readonly kind: 'selected'; readonly documentIds: readonly string[] }
  | { readonly kind: 'document'; readonly documentId: string; readonly publication: 'draft' | 'published' | null };

/** What can be chosen: the most specific first, which is the one that is meant until another is chosen. */
export const scopesOf = (target: Target, list: ListState): readonly Scope[] => {
  if (target.kind === 'document') return ['document'];
  return [
    ...(target.kind === 'selected' ? (['selected'] as const) : []),
    ...(isNarrowed(list) ? (['filters'] as const) : []),
    'everything',
  ];
};

type RowOptions = Pick<ExportBody, 'filters' | 'search' | 'publication'>;

/**
 * Which rows a request is for. Where it says nothing of drafts, the server takes the rows that the list shows: by its
 * filter of the status, without one the newest versions.
 */
export const rowsOf = (scope: Scope, target: Target, list: ListState): RowOptions => {
  const { filters, search } = list;
  switch (scope) {
    case 'everything':
      return {};
    case 'filters':
      return { ...(filters !== null && { filters }), ...(search !== '' && { search }) };
    case 'selected': {
      const documentId = { $in: target.kind === 'selected' ? target.documentIds : [] };
      return { filters: { $and: [...statusConditions(list), { documentId }] } };
    }
    case 'document': {
      if (target.kind !== 'document') return {};
      const { documentId, publication } = target;
      return { filters: { documentId: { $eq: documentId } }, ...(publication !== null && { publication }) };
    }
  }
};
