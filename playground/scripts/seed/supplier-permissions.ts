import type { Core } from '@strapi/strapi';

import { plainStamps } from './dates';
import type { People } from './people';
import { documentIdOf } from './random';
import { SUPPLIERS } from './reference-data';
import { restamp } from './restamp';
import { SUPPLIER_PERMISSION } from './uids';

type SupplierCode = (typeof SUPPLIERS)[number]['code'];

interface Grant {
  readonly user: keyof People['endUsers'];
  readonly code: SupplierCode;
  readonly active: boolean;
}

/** The end user may export ALPINA and BALTIC only: CORAL is no longer permitted, KITE is deactivated by its code. */
const GRANTS: readonly Grant[] = [
  { user: 'user@example.com', code: 'ALPINA', active: true },
  { user: 'user@example.com', code: 'BALTIC', active: true },
  { user: 'user@example.com', code: 'CORAL', active: false },
  { user: 'user@example.com', code: 'TEMP_DEACTIVATED_KITE', active: true },
  { user: 'other@example.com', code: 'DUNE', active: true },
];

export const writeSupplierPermissions = async (strapi: Core.Strapi, people: People): Promise<void> => {
  for (const [index, { user, code, active }] of GRANTS.entries()) {
    const documentId = documentIdOf('grant', index);
    const supplier = documentIdOf(
      'supplier',
      SUPPLIERS.findIndex((candidate) => candidate.code === code),
    );
    const { createdAt } = plainStamps(index);

    await strapi.documents(SUPPLIER_PERMISSION).create({
      data: { documentId, user: people.endUsers[user].id, supplier, active, granted_at: createdAt },
    });
    await restamp(strapi, SUPPLIER_PERMISSION, documentId, plainStamps(index));
  }
};
