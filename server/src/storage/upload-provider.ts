import type { FileStorage } from './port';
export type UploadProvider = object;
export const createUploadProviderStorage = (_provider: UploadProvider): FileStorage => {
  throw new Error('being written');
};
