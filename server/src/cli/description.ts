import { getService } from '../services';
import { loadSite } from './site';
import { writeOut } from './write-out';

/** Writes the description of the site's content API to standard output, and returns when all of it is out. */
export const printDescription = async (): Promise<void> => {
  const strapi = await loadSite(process.cwd());
  try {
    await writeOut(`${JSON.stringify(getService(strapi, 'description').document(), null, 2)}\n`);
  } finally {
    await strapi.destroy();
  }
};
