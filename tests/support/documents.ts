import type { Site } from './site';

/** A row as the Document Service answers a change with. */
interface Written {
  readonly id: number | string;
  readonly documentId: string;
}

/** The Document Service of one type, as far as it writes here. */
export interface Documents {
  create(params: object): Promise<Written>;
  update(params: object): Promise<unknown>;
  publish(params: object): Promise<unknown>;
  unpublish(params: object): Promise<unknown>;
  discardDraft(params: object): Promise<unknown>;
  delete(params: object): Promise<unknown>;
  findFirst(params: object): Promise<Written | null>;
}

/** Strapi's own types know only the site's content types, none of which they know by its name here. */
export const documentsOf = (site: Site, uid: string): Documents => {
  const documents: unknown = site.strapi.documents(uid as never);
  return documents as Documents;
};
