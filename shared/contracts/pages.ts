/** Where in a list a page stands, as in Strapi's own answers. */
export interface PageMeta {
  readonly pagination: {
    /** From 1. */
    readonly page: number;
    readonly pageSize: number;
    readonly pageCount: number;
    readonly total: number;
  };
}
