/** The credential that asks. */
export interface Requester {
  readonly kind: 'admin-session' | 'admin-token' | 'api-token' | 'end-user' | 'operator';
  /** Unique within its kind. */
  readonly id: string;
  /** For people: shown in the metadata of a file. */
  readonly name: string;
  /** Codes of the panel's roles, or the type of an end user's role; tokens have none. */
  readonly roles?: readonly string[];
  /** Codes of the roles of an admin token's owner. They give it nothing; they limit where it may be used from. */
  readonly ownerRoles?: readonly string[];
}
