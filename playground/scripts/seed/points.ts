import type { Core } from '@strapi/strapi';

import type { People } from './people';

/** What every end user starts with: enough for some exports of everything. */
const GIFT = 100_000;

interface Points {
  adjust(adjustment: { owner: string; amount: number; note: string; by: string; key: string }): Promise<unknown>;
}

/** Gives every end user points to pay exports with. Running it again gives nothing more. */
export const givePoints = async (strapi: Core.Strapi, { endUsers }: People): Promise<void> => {
  const points = strapi.plugin('content-export').service<Points>('points');

  for (const { id } of Object.values(endUsers)) {
    await points.adjust({ owner: `end-user:${id}`, amount: GIFT, note: 'Welcome', by: 'playground', key: 'welcome' });
  }
};
