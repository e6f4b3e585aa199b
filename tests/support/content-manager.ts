import { get, type Query } from './http';
import type { Site } from './site';

/** A row of the panel's list view. */
export interface ListRow {
  readonly documentId: string;
  readonly id: number;
  readonly locale: string | null;
  readonly publishedAt: string | null;
  readonly status: string;
}

interface ListAnswer {
  readonly results: readonly ListRow[];
  readonly pagination: { readonly pageCount: number };
}

/** Every row that the panel's list view shows for a query, through Strapi's own route, page by page. */
export const listRows = async (site: Site, uid: string, query: Query): Promise<readonly ListRow[]> => {
  const rows: ListRow[] = [];
  const token = await site.adminToken('admin@example.com');
  for (let page = 1; ; page += 1) {
    const answer = await get(site, `/content-manager/collection-types/${uid}`, token, {
      query: { ...query, page: String(page), pageSize: '100' },
    });
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.toString()}`);
    const { results, pagination } = JSON.parse(answer.body.toString()) as ListAnswer;
    rows.push(...results);
    if (page >= pagination.pageCount) return rows;
  }
};

/** The parts of the content manager's service that tell a document's status. */
interface DocumentMetadata {
  getManyAvailableStatus(
    uid: string,
    documents: readonly object[],
  ): Promise<readonly { documentId: string; locale: string | null }[]>;
  getStatus(version: object, others: readonly object[]): string;
}

/** The status of each document, all of one version and locale, as the content manager's own service tells it. */
export const statusesOf = async (
  site: Site,
  uid: string,
  documents: readonly Readonly<Record<string, unknown>>[],
): Promise<string[]> => {
  const metadata = site.strapi.plugin('content-manager').service<DocumentMetadata>('document-metadata');
  const others = await metadata.getManyAvailableStatus(uid, documents);
  return documents.map((document) =>
    metadata.getStatus(
      document,
      others.filter(({ documentId }) => documentId === document.documentId),
    ),
  );
};

interface ViewAnswer {
  readonly data: {
    readonly contentType: {
      readonly metadatas: Readonly<Record<string, { readonly edit?: { readonly label?: string } }>>;
      readonly layouts: {
        readonly list: readonly string[];
        readonly edit: readonly (readonly { readonly name: string }[])[];
      };
    };
  };
}

/** What "Configure the view" says of a type, through Strapi's own route. */
export const viewOf = async (site: Site, uid: string): Promise<ViewAnswer['data']['contentType']> => {
  const token = await site.adminToken('admin@example.com');
  const answer = await get(site, `/content-manager/content-types/${uid}/configuration`, token);
  return (JSON.parse(answer.body.toString()) as ViewAnswer).data.contentType;
};

/** Gives an attribute another label, as "Configure the view" does. */
export const setLabel = async (site: Site, uid: string, attribute: string, label: string): Promise<void> => {
  const service = site.strapi
    .plugin('content-manager')
    .service<Record<'findConfiguration' | 'updateConfiguration', (model: unknown, view?: unknown) => Promise<object>>>(
      'content-types',
    );
  const model = site.strapi.getModel(uid as never);
  const view = (await service.findConfiguration(model)) as ViewAnswer['data']['contentType'];
  const old = view.metadatas[attribute];
  const metadatas = { ...view.metadatas, [attribute]: { ...old, edit: { ...old?.edit, label } } };
  await service.updateConfiguration(model, { ...view, metadatas });
};
