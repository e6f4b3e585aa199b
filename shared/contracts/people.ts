/**
 * Whom the panel can choose among.
 *
 * - `GET /export/roles` → {@link RoleList}: roles that presets can be shared with; needs the right `presets.share`
 * - `GET /export/recipients?search=` → {@link RecipientList}: active users whom exports can be scheduled for, the first 50
 *   by name; needs the right `schedules.manage`
 */
export interface ShareableRole {
  readonly code: string;
  readonly name: string;
}

export interface RoleList {
  readonly data: readonly ShareableRole[];
}

export interface Recipient {
  readonly id: string;
  /** The e-mail address, or what else there is. */
  readonly name: string;
}

export interface RecipientList {
  readonly data: readonly Recipient[];
}
