/** How every route refuses, in Strapi's envelope. The codes are in `docs/reference/errors.md`. */

/** One thing that is wrong with a request. */
export interface ErrorProblem {
  /** Dotted path of the request's field, such as `columns.2` or `filters.rating.$gt`. */
  readonly field: string;
  /** The rule that the field breaks, in a few stable words. */
  readonly rule: string;
  readonly message: string;
}

export interface ErrorAnswer {
  readonly data: null;
  readonly error: {
    /** The HTTP status. */
    readonly status: number;
    readonly name: string;
    /** For a person; may get better. */
    readonly message: string;
    readonly details: {
      /** For programs; stable. Missing where Strapi itself refuses: a wrong credential, a missing scope. */
      readonly code?: string | undefined;
      /** Where the code is explained. */
      readonly docs?: string | undefined;
      readonly errors?: readonly ErrorProblem[] | undefined;
    };
  };
}
