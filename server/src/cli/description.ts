import { getService } from '../services';
import { loadSite } from './site';

/** Writes the description of the site's content API to standard output, and returns when all of it is out. */
export const printDescription = async (): Promise<void> => {
  const strapi = await loadSite(process.cwd());
  try {
    const text = `${JSON.stringify(getService(strapi, 'description').document(), null, 2)}\n`;
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    });
  } finally {
    await strapi.destroy();
  }
};
