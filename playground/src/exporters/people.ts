import type { RuleInput } from 'strapi-plugin-export/exporter';

/** The role of end users who may see everything and pay no points. */
export const MANAGER_ROLE = 'export-manager';

/** Begins the code of a supplier that counts as inactive, whatever its permissions say. */
const DEACTIVATED = 'TEMP_DEACTIVATED_';

/** Whoever is no general user: administrators, tokens, and end users with the manager's role. */
export const isStaff = ({ requester }: RuleInput): boolean =>
  requester.kind !== 'end-user' || (requester.roles ?? []).includes(MANAGER_ROLE);

interface Permission {
  readonly supplier: { readonly code: string } | null;
}

/** The codes of the suppliers that a requester may see: of a general user those with an active permission. */
const suppliersOf = async (input: RuleInput): Promise<readonly string[] | 'all'> => {
  if (isStaff(input)) return 'all';
  const { requester, strapi } = input;
  const user = Number(requester.id);
  // Whoever calls without an account has no permission either.
  if (!Number.isInteger(user)) return [];
  const permissions = (await strapi.db.query('api::supplier-permission.supplier-permission').findMany({
    where: { user: { id: user }, active: true, supplier: { active: true } },
    populate: { supplier: { select: ['code'] } },
  })) as Permission[];

  return permissions.flatMap(({ supplier }) =>
    supplier === null || supplier.code.startsWith(DEACTIVATED) ? [] : [supplier.code],
  );
};

/** The scope of every type with a `supplier_code`: refused to whoever may see no supplier. */
export const ownSuppliers = async (input: RuleInput) => {
  const codes = await suppliersOf(input);

  if (codes === 'all') {
    return {};
  }

  return codes.length === 0 ? null : { supplier_code: { $in: codes } };
};
