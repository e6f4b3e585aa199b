import type { AbilityRule } from './permitted-fields';

/** The part of Strapi's CASL ability that is asked for. */
export interface Ability {
  rulesFor(action: string, subject: string): readonly AbilityRule[];
  can(action: string): boolean;
}
