import { FORMATS, type Format } from '../../../../shared/formats';
import { ERRORS, type ErrorCode } from '../../errors/registry';
import type { AnswerName } from '../answers';
import { EXAMPLES } from '../examples';
import { COMMON_ERRORS, type Answers, type Operation, type OperationName } from '../operations/operation';
import type { DescribedSite, OpenExporter } from '../site';
import { contentsOf, FILE_HEADERS, STORED_HEADERS } from './files';
import { answerSchema, type Json, refTo } from './json-schema';

/** What the answers of one operation depend on. */
export interface AnswerContext {
  readonly site: DescribedSite;
  /** The formats that its file can have. */
  readonly formats: readonly Format[];
  readonly exporter?: OpenExporter;
}

const jsonOf = (schema: AnswerName): Json => ({
  'application/json': {
    schema: answerSchema(schema),
    ...(schema in EXAMPLES && { example: EXAMPLES[schema as keyof typeof EXAMPLES] }),
  },
});

const streamed = (context: AnswerContext): Json => ({
  description: 'The file, chunked.',
  headers: FILE_HEADERS,
  content: contentsOf(context.site, context.formats, context.exporter),
});

const stored = ({ site }: AnswerContext): Json => {
  const content = contentsOf(site, FORMATS);
  return {
    200: { description: 'The file.', headers: STORED_HEADERS, content },
    206: {
      description: 'The range of the file that was asked for.',
      headers: { ...STORED_HEADERS, 'Content-Range': refTo('headers', 'ContentRange') },
      content,
    },
  };
};

const ACCEPTED = {
  description: 'A job that was made by this request.',
  headers: { Location: refTo('headers', 'Location'), 'Retry-After': refTo('headers', 'RetryAfter') },
};

const accepted = (schema: AnswerName): Json => ({ ...ACCEPTED, content: jsonOf(schema) });

const PREFERRED = { 'Preference-Applied': refTo('headers', 'PreferenceApplied') };

/** What each kind of answer looks like. */
const SUCCESSES: {
  readonly [Kind in Answers['kind']]: (answers: Extract<Answers, { kind: Kind }>, context: AnswerContext) => Json;
} = {
  json: ({ status, schema }) => ({
    [status]: status === 202 ? accepted(schema) : { description: 'Done.', content: jsonOf(schema) },
  }),
  polled: ({ schema }) => ({
    200: { description: 'The job.', headers: { ETag: refTo('headers', 'WeakTag') }, content: jsonOf(schema) },
    304: { description: 'The job is as it was.' },
  }),
  stream: (_answers, context) => ({ 200: streamed(context) }),
  'stored-file': (_answers, context) => stored(context),
  'any-file': (_answers, context) => ({
    ...stored(context),
    200: { ...streamed({ ...context, formats: FORMATS }), description: 'The file: as it is made, or as it is kept.' },
  }),
  job: () => ({
    200: { description: 'The job that was there already.', content: jsonOf('SubmittedAnswer') },
    202: accepted('SubmittedAnswer'),
  }),
  'file-or-job': (_answers, context) => ({
    200: {
      description:
        'The file, or the job that was there already: a body with `meta.isNew`, and without `Content-Disposition`.',
      headers: { ...FILE_HEADERS, ...PREFERRED },
      content: withJob(contentsOf(context.site, context.formats, context.exporter)),
    },
    202: { ...accepted('SubmittedAnswer'), headers: { ...ACCEPTED.headers, ...PREFERRED } },
  }),
  nothing: () => ({ 204: { description: 'Deleted.' } }),
};

/** JSON is a file, or a job. */
const withJob = (contents: Json): Json => {
  const file = contents['application/json'] as { readonly schema: Json } | undefined;
  const job = answerSchema('SubmittedAnswer');
  return { ...contents, 'application/json': { schema: file === undefined ? job : { anyOf: [job, file.schema] } } };
};

const successesOf = (answers: Answers, context: AnswerContext): Json => {
  // The table's key is the kind of the answers themselves, which the compiler cannot follow through an index.
  const describe = SUCCESSES[answers.kind] as (answers: Answers, context: AnswerContext) => Json;
  return describe(answers, context);
};

const byStatus = (codes: readonly ErrorCode[]): ReadonlyMap<number, readonly ErrorCode[]> => {
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].sort((left, right) => left - right);
  return new Map(statuses.map((status) => [status, codes.filter((code) => ERRORS[code].status === status)]));
};

/** Statuses that tell when to ask again. */
const WITH_RETRY: readonly number[] = [429, 503];

const exampleOf = (code: ErrorCode, status: number): Json => ({
  data: null,
  error: { status, name: 'ExportError', message: ERRORS[code].message, details: { code, errors: [] } },
});

const codeSchema = (codes: readonly ErrorCode[]): Json => ({
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { details: { type: 'object', properties: { code: { type: 'string', enum: codes } } } },
    },
  },
});

const errorAnswer = (status: number, codes: readonly ErrorCode[]): Json => ({
  description: codes.map((code) => `\`${code}\`: ${ERRORS[code].message}`).join('\n\n'),
  ...(WITH_RETRY.includes(status) && { headers: { 'Retry-After': refTo('headers', 'RetryAfter') } }),
  content: {
    'application/json': {
      schema: { allOf: [answerSchema('ErrorAnswer'), codeSchema(codes)] },
      ...(codes[0] !== undefined && { example: exampleOf(codes[0], status) }),
    },
  },
});

/** What Strapi refuses by itself. */
const UNAUTHORIZED: Json = {
  description: 'The credential is missing, wrong or out of time. Strapi itself answers, without a code.',
  content: {
    'application/json': {
      schema: answerSchema('ErrorAnswer'),
      example: {
        data: null,
        error: { status: 401, name: 'UnauthorizedError', message: 'Missing or invalid credentials', details: {} },
      },
    },
  },
};

/** An answer, and what it can be called where it stands more than once. */
export interface NamedResponse {
  readonly status: string;
  readonly name: string;
  readonly value: Json;
}

/** Refusals with one reason are called by it. */
const nameOf = (action: string, status: number, codes: readonly ErrorCode[]): string =>
  codes.length === 1 && codes[0] !== undefined ? codes[0] : `${action}.${status}`;

const refusalsOf = (action: OperationName, { errors, isPublic }: Operation): readonly NamedResponse[] => [
  ...(isPublic === true ? [] : [{ status: '401', name: 'Unauthorized', value: UNAUTHORIZED }]),
  ...[...byStatus([...new Set([...errors, ...COMMON_ERRORS])])].map(([status, codes]) => ({
    status: String(status),
    name: nameOf(action, status, codes),
    value: errorAnswer(status, codes),
  })),
];

/** Everything that an operation answers with. */
export const responsesOf = (
  action: OperationName,
  operation: Operation,
  context: AnswerContext,
): readonly NamedResponse[] => [
  ...Object.entries(successesOf(operation.answers, context)).map(([status, value]) => ({
    ...{ status, name: `${action}.${status}` },
    value: value as Json,
  })),
  ...refusalsOf(action, operation),
];
