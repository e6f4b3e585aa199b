import type { AnswerName } from '../../../server/src/openapi/answers';
import type { Answer } from '../../support/http';
import type { Headers } from '../../support/jobs';

export interface Asking {
  readonly body?: unknown;
  readonly headers?: Headers;
  readonly schema?: AnswerName;
  readonly code?: string;
  /** Put in the place of what stands in braces. */
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly isAnonymous?: boolean;
}

/** Asks one thing; what is in braces in the path is filled in. */
export type Ask = (method: string, path: string, asking?: Asking) => Promise<Answer>;
