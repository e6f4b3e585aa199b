import type { Core, UID } from '@strapi/strapi';

import type { DocumentStamps, Stamps } from './dates';

/**
 * The Document Service stamps rows with the clock: gives a document's rows the moments of its index instead,
 * so that the same sizes make the same rows.
 */
export const restamp = async (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  documentId: string,
  stamps: DocumentStamps | Stamps,
): Promise<void> => {
  const { tableName } = strapi.db.metadata.get(uid);
  const rows = () => strapi.db.getConnection(tableName).where({ document_id: documentId });
  const columns = ({ createdAt, updatedAt, publishedAt }: Stamps) => ({
    created_at: createdAt,
    updated_at: updatedAt,
    published_at: publishedAt,
  });

  if (!('draft' in stamps)) {
    await rows().update(columns(stamps));

    return;
  }

  // The published rows first: the draft's stamps keep `published_at` null, so neither update touches the other's rows.
  await rows().whereNotNull('published_at').update(columns(stamps.published));
  await rows().whereNull('published_at').update(columns(stamps.draft));
};
