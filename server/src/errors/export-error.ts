import { ERRORS, type ErrorCode } from './registry';

/** One thing wrong with a request. */
export interface Problem {
  /** Dotted path of the request's field, such as `columns.2` or `filters.rating.$gt`. */
  readonly field: string;
  /** The rule that the field breaks, in a few stable words. */
  readonly rule: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

export interface ExportErrorOptions {
  readonly problems?: readonly Problem[];
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
  /** Facts for programs, such as a balance; they stand beside the code, its docs and the problems in the answer. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An error that a caller is told about: a code of the registry, and which field broke which rule. */
export class ExportError extends Error {
  override readonly name = 'ExportError';

  readonly code: ErrorCode;

  readonly problems: readonly Problem[];

  readonly retryAfter: number | undefined;

  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, { problems = [], retryAfter, details = {}, cause }: ExportErrorOptions = {}) {
    const [first] = problems;
    super(first === undefined ? ERRORS[code].message : `${ERRORS[code].message} ${first.message}`, { cause });
    this.code = code;
    this.problems = problems;
    this.retryAfter = retryAfter;
    this.details = details;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** Shorthand for the usual case: one field breaks one rule. */
export const problem = (code: ErrorCode, field: string, rule: string, message: string): ExportError =>
  new ExportError(code, { problems: [{ field, rule, message }] });
