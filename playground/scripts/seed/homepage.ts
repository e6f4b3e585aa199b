import type { Core } from '@strapi/strapi';

import { documentStamps } from './dates';
import { documentIdOf } from './random';
import { restamp } from './restamp';
import { HOMEPAGE } from './uids';

const seo = (title: string, file: number | undefined) => ({
  meta_title: title,
  meta_description: 'All hotels, in one place',
  share_image: file,
  open_graph: { og_title: title, og_type: 'website' },
  keywords: [{ word: 'hotels', weight: 1, secret_score: 7 }],
});

/** Writes the single type, in both locales. */
export const writeHomepage = async (
  strapi: Core.Strapi,
  files: readonly number[],
  hotels: readonly string[],
): Promise<void> => {
  const documentId = documentIdOf('page', 0);
  const homepage = strapi.documents(HOMEPAGE);

  await homepage.create({
    locale: 'en',
    data: {
      documentId,
      title: 'Welcome, "traveller"',
      intro: '# Hello\n\nFind a **hotel**.',
      theme_color: '#4945ff',
      seo: seo('Welcome', files[0]),
      featured_hotels: hotels,
    },
  });
  await homepage.publish({ documentId, locale: 'en' });
  await homepage.update({
    documentId,
    locale: 'fr',
    data: {
      title: 'Bienvenue à l’hôtel',
      intro: '# Bonjour',
      theme_color: '#4945ff',
      seo: seo('Bienvenue', files[1]),
    },
  });
  await homepage.publish({ documentId, locale: 'fr' });
  await restamp(strapi, HOMEPAGE, documentId, documentStamps(0, false));
};
