import type { RuleInput } from 'strapi-plugin-export/exporter';

/** The role of end users who may see everything and pay no points. */
export const MANAGER_ROLE = 'export-manager';

/** Whoever is no general user: administrators, tokens, and end users with the manager's role. */
export const isStaff = ({ requester }: RuleInput): boolean =>
  requester.kind !== 'end-user' || (requester.roles ?? []).includes(MANAGER_ROLE);
