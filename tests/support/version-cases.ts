import { HOTEL } from './content';
import { type Documents, documentsOf } from './documents';
import type { Site } from './site';

export const hotelsOf = (site: Site): Documents => documentsOf(site, HOTEL);

const idOf = (name: string): string => `version${name.replaceAll('-', '').padEnd(17, 'a')}`.slice(0, 24);

/** What editors can do to a document; every one leaves its rows in another state. */
const STATES = [
  ...['draft', 'published', 'modified', 'unpublished', 'discarded', 'again', 'french-draft', 'french-published'],
  ...['french-only', 'both-modified', 'no-draft', 'later-row', 'same-moment'],
] as const;

type State = (typeof STATES)[number];

const isPublished = (state: State): boolean => state !== 'draft' && state !== 'french-only';

const write = async (site: Site, state: State): Promise<void> => {
  const hotels = hotelsOf(site);
  const documentId = idOf(state);
  const { tableName } = site.strapi.db.metadata.get(HOTEL);
  const rows = () => site.strapi.db.getConnection(tableName).where({ document_id: documentId, locale: 'en' });
  const data = { documentId, ittid: `V-${state}`, name: `Version ${state}`, stars: 1, country: null };
  const locale = state === 'french-only' ? 'fr' : 'en';
  const change = (of: string, extra = 'changed'): Promise<unknown> =>
    hotels.update({ documentId, locale: of, data: { name: `Version ${state}, ${extra}` } });
  await hotels.create({ locale, data });
  if (isPublished(state)) await hotels.publish({ documentId, locale });
  const later: Partial<Record<State, () => Promise<unknown>>> = {
    modified: () => change('en'),
    unpublished: () => hotels.unpublish({ documentId, locale: 'en' }),
    discarded: async () => {
      await change('en');
      await hotels.discardDraft({ documentId, locale: 'en' });
    },
    again: async () => {
      await change('en');
      await hotels.publish({ documentId, locale: 'en' });
    },
    'french-draft': () => change('fr', 'French'),
    'french-published': async () => {
      await change('fr', 'French');
      await hotels.publish({ documentId, locale: 'fr' });
    },
    'both-modified': async () => {
      await change('fr', 'French');
      await hotels.publish({ documentId, locale: 'fr' });
      await change('fr', 'French again');
      await change('en');
    },
    // What no editor does, but imports and scripts.
    'no-draft': () => rows().whereNull('published_at').delete(),
    'later-row': () =>
      rows()
        .whereNotNull('published_at')
        .update({ updated_at: momentOf(site, 1) }),
    'same-moment': () => rows().update({ updated_at: momentOf(site, 0) }),
  };
  await later[state]?.();
};

const momentOf = (site: Site, years: number): Date | number => {
  const moment = Date.UTC(2030 + years, 0, 1);
  return site.database === 'sqlite' ? moment : new Date(moment);
};

export interface VersionCases {
  /** The document that has a published row only. */
  readonly withoutDraft: string;
  remove(): Promise<void>;
}

/** Writes a hotel in each state; the caller removes them again. */
export const writeVersionCases = async (site: Site): Promise<VersionCases> => {
  for (const state of STATES) await write(site, state);
  return {
    withoutDraft: idOf('no-draft'),
    remove: async () => {
      for (const state of STATES) await hotelsOf(site).delete({ documentId: idOf(state), locale: '*' });
    },
  };
};
