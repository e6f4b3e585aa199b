/** Of the address of a list view, what says which rows it shows. */
export interface ListQuery {
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly _q?: string;
  /** Such as `name:ASC`; several are separated by commas. */
  readonly sort?: string;
  readonly plugins?: { readonly i18n?: { readonly locale?: string } };
}

/** Which rows a list view shows, and in which order. */
export interface ListState {
  /** As the list view has them; `null` for none. */
  readonly filters: Readonly<Record<string, unknown>> | null;
  /** Empty for none. */
  readonly search: string;
  /** Empty for the list's own order. */
  readonly sort: string;
  /** `null` for the site's default, and for content that is in no language. */
  readonly locale: string | null;
}

const hasConditions = (filters: unknown): boolean => {
  if (typeof filters !== 'object' || filters === null) return filters !== undefined && filters !== '';
  return Object.values(filters).some(hasConditions);
};

export const readListQuery = ({ filters, _q, sort, plugins }: ListQuery): ListState => ({
  filters: filters !== undefined && hasConditions(filters) ? filters : null,
  search: _q?.trim() ?? '',
  sort: sort ?? '',
  locale: plugins?.i18n?.locale ?? null,
});

/** The panel keeps the language of another list in the address, also where content has none. */
export const withoutLanguage = (list: ListState): ListState => ({ ...list, locale: null });

/** Whether the list shows less than all. */
export const isNarrowed = ({ filters, search }: ListState): boolean => filters !== null || search !== '';

const STATUS = '__status';

/**
 * The conditions on the documents' status: they decide whether a list shows drafts or published versions, of which the
 * ones that are ticked are exported.
 */
export const statusConditions = ({ filters }: ListState): Record<string, unknown>[] => {
  const { $and } = filters ?? {};
  const conditions: readonly unknown[] = Array.isArray($and) ? $and : Object.values($and ?? {});
  return [filters, ...conditions]
    .filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null && STATUS in one)
    .map((one) => ({ [STATUS]: one[STATUS] }));
};
