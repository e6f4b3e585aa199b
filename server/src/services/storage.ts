import path from 'node:path';
import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { configOf } from '../config';
import { createLocalStorage } from '../storage/local';
import type { FileStorage } from '../storage/port';
import { createS3Storage } from '../storage/s3';
import { createUploadProviderStorage, type UploadProvider } from '../storage/upload-provider';

const isWithin = (folder: string, place: string): boolean => {
  const relative = path.relative(folder, place);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
};

/** What the web server gives to anybody must not hold files of exports. */
const localFolder = (strapi: Core.Strapi, directory: string): string => {
  const { app, static: published } = strapi.dirs as { app: { root: string }; static: { public: string } };
  const folder = path.resolve(app.root, directory);
  if (isWithin(published.public, folder) || isWithin(folder, published.public)) {
    throw new Error(
      `${PLUGIN_ID}.config.storage.local.directory: ${folder} shares a place with ${published.public}, which everybody can read.`,
    );
  }
  return folder;
};

/** @throws Error naming the key of the configuration that is wrong */
export const openStorage = async (strapi: Core.Strapi): Promise<FileStorage> => {
  const { driver, local, s3 } = configOf(strapi).storage;
  switch (driver) {
    case 'local':
      return createLocalStorage(localFolder(strapi, local.directory));
    case 's3':
      if (s3 === null) throw new Error(`${PLUGIN_ID}.config.storage.s3 is missing.`);
      return createS3Storage(s3);
    case 'upload': {
      const upload = strapi.plugin('upload') as unknown as { readonly provider: UploadProvider } | undefined;
      if (upload === undefined) throw new Error(`${PLUGIN_ID}.config.storage.driver: the site has no upload plugin.`);
      return createUploadProviderStorage(upload.provider);
    }
  }
};
