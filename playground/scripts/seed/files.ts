import type { Core } from '@strapi/strapi';

import type { BulkWriter } from './bulk-writer';
import { plainStamps } from './dates';
import { contentTable } from './model';
import { documentIdOf } from './random';
import { advanceSequences, createNextId } from './sequences';
import { FILE } from './uids';

const COLUMNS = [
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'name',
  'alternativeText',
  'caption',
  'width',
  'height',
  'hash',
  'ext',
  'mime',
  'size',
  'url',
  'provider',
  'folderPath',
];

const KINDS = [
  { ext: '.jpg', mime: 'image/jpeg', width: 1600, height: 900 },
  { ext: '.png', mime: 'image/png', width: 800, height: 600 },
  { ext: '.pdf', mime: 'application/pdf', width: null, height: null },
] as const;

const FILES = 12;

/** Writes rows of the media library whose files do not exist: an export writes their address, never their bytes. */
export const writeFiles = async (strapi: Core.Strapi, writer: BulkWriter): Promise<readonly number[]> => {
  const table = contentTable(strapi, FILE, COLUMNS);
  const nextId = await createNextId(strapi, table.name);

  const ids = Array.from({ length: FILES }, (_, index) => {
    const { ext, mime, width, height } = KINDS[index % KINDS.length] ?? KINDS[0];
    const hash = `playground_${index + 1}`;
    const id = nextId();

    writer.add(
      table,
      table.toRow({
        id,
        documentId: documentIdOf('file', index),
        ...plainStamps(index),
        name: `Fichier n° ${index + 1}, "final"${ext}`,
        alternativeText: index % 2 === 0 ? `A picture of hotel ${index + 1}` : null,
        caption: null,
        width,
        height,
        hash,
        ext,
        mime,
        size: 12.5 + index,
        url: `/uploads/${hash}${ext}`,
        provider: 'local',
        folderPath: '/',
      }),
    );

    return id;
  });

  await writer.flush();
  await advanceSequences(strapi, [table.name]);

  return ids;
};
