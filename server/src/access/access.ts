/** Strapi filters, as the REST API and the panel's filter builder write them. */
export type Filters = Readonly<Record<string, unknown>>;

/** The credential that asks. */
export interface Requester {
  readonly kind: 'admin-session' | 'admin-token' | 'api-token' | 'end-user' | 'operator';
  /** Unique within its kind. */
  readonly id: string;
  /** For people: shown in the metadata of a file. */
  readonly name: string;
}

/** What a requester may read of one content type. */
export interface Grant {
  /** @param path an attribute of the type; leaves of components by dotted path (`seo.metaTitle`) */
  canRead(path: string): boolean;
  /** Strapi filters that keep only the rows the requester may read, or `null` when all may be read. */
  readonly rows: Filters | null;
}

/** The rights of one requester at one moment. Every name in a request is checked against it, at every hop. */
export interface Access {
  readonly requester: Requester;
  /** The grant on a content type, or `null` when the requester may not read it at all. */
  grant(uid: string): Promise<Grant | null>;
}

/** Remembers grants, so that a plan asks once per type. */
export const withMemory = ({ requester, grant }: Access): Access => {
  const grants = new Map<string, Promise<Grant | null>>();
  return {
    requester,
    grant: (uid) => {
      const known = grants.get(uid) ?? grant(uid);
      grants.set(uid, known);
      return known;
    },
  };
};
