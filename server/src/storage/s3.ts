import type { FileStorage } from './port';
export const createS3Storage = async (_config: unknown): Promise<FileStorage> => {
  throw new Error('being written');
};
