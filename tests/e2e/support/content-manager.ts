import { call } from './api';

interface Answer {
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: { readonly total: number };
}

/** What Strapi's own content manager lists of a content type: the second opinion on what a file holds. */
export const contentManagerList = async (
  uid: string,
  query: Readonly<Record<string, string>>,
): Promise<{ documents: Answer['results']; total: number }> => {
  const address = `/content-manager/collection-types/${uid}?${new URLSearchParams(query).toString()}`;
  const { results, pagination } = (await call('GET', address)).body as Answer;
  return { documents: results, total: pagination.total };
};
