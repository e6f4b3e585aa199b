import { PASSWORD } from '../../../playground/scripts/seed/people';
import { siteUrl } from './browser';

interface Answer {
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: { readonly total: number };
}

const signedIn = async (): Promise<string> => {
  const response = await fetch(`${siteUrl()}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.com', password: PASSWORD }),
  });
  const { data } = (await response.json()) as { data: { token: string } };
  return data.token;
};

/** What Strapi's own content manager lists of a content type: the second opinion on what a file holds. */
export const contentManagerList = async (
  uid: string,
  query: Readonly<Record<string, string>>,
): Promise<{ documents: Answer['results']; total: number }> => {
  const address = `${siteUrl()}/content-manager/collection-types/${uid}?${new URLSearchParams(query).toString()}`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${await signedIn()}` } });
  const { results, pagination } = (await response.json()) as Answer;
  return { documents: results, total: pagination.total };
};
