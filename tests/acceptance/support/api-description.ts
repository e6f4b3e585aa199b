import assert from 'node:assert/strict';
import { z } from '@strapi/utils';
import type { Answer } from '../../support/http';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly $ref?: string;
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly description?: string;
}

interface Header {
  readonly required?: boolean;
}

interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | { readonly $ref: string }>>;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly $ref: string };
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
}

export interface Description {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The document as the validator of OpenAPI documents takes it: a text of one line would be the name of a file. */
export const specification = (document: unknown): string => JSON.stringify(document, null, 1);

/** What a reference of the document leads to, or the thing itself. */
const resolve = <T extends object>(document: Description, part: T | { readonly $ref: string }): T => {
  if (!('$ref' in part)) return part;
  const [, , kind = '', name = ''] = part.$ref.split('/');
  const found = document.components[kind]?.[name];
  assert.ok(found !== undefined, `${part.$ref} leads nowhere`);
  return found as T;
};

export const operationAt = (document: Description, method: string, path: string): Operation => {
  const operation = document.paths[path]?.[method.toLowerCase()];
  assert.ok(operation !== undefined, `${method} ${path} is not described`);
  return operation;
};

export const parametersOf = (document: Description, { parameters = [] }: Operation): readonly Parameter[] =>
  parameters.map((parameter) => resolve<Parameter>(document, parameter));

/** Every operation with its address. */
export const operationsOf = (document: Description) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

/** A value that the document says can be given. */
const valueOf = (document: Description, { name, schema, example }: Parameter): unknown => {
  const { type, enum: choices, default: fallback, format, minimum, items } = resolve<Schema>(document, schema);
  if (example !== undefined) return example;
  if (fallback !== undefined) return fallback;
  if (choices !== undefined) return choices[0];
  if (type === 'array') {
    if (name === 'sort') return [];
    return [valueOf(document, { name, in: 'query', required: true, schema: items ?? {} })];
  }
  if (format === 'date') return '2026-01-01';
  if (type === 'number' || type === 'integer') return minimum ?? 1;
  if (type === 'boolean') return true;
  return name === 'locale' ? '*' : 'MM';
};

/** A query string with everything that the operation says it takes. */
export const fullQuery = (document: Description, operation: Operation): Record<string, string> =>
  Object.fromEntries(
    parametersOf(document, operation)
      .filter((parameter) => parameter.in === 'query')
      .map((parameter): [string, string] => {
        const value = valueOf(document, parameter);
        return [parameter.name, Array.isArray(value) ? value.join(',') : String(value)];
      })
      .filter(([, value]) => value !== ''),
  );

/** The bodies that an operation shows. */
export const exampleBodies = (document: Description, { requestBody }: Operation): readonly unknown[] => {
  if (requestBody === undefined) return [];
  const { content } = resolve<{ content: Readonly<Record<string, Media>> }>(document, requestBody);
  return Object.values(content['application/json']?.examples ?? {}).map(({ value }) => value);
};

/** A schema of the document as one that checks. */
export const checking = (document: Description, schema: object): z.ZodType => {
  const whole = { ...schema, $defs: document.components.schemas };
  const text = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
};

/** The schema of an answer in JSON. */
export const responseSchema = (document: Description, response: Operation['responses'][string] | undefined): object => {
  const { content } = resolve<Response>(document, response ?? { description: '' });
  return content?.['application/json']?.schema ?? assert.fail('There is no answer in JSON.');
};

const mediaTypeOf = ({ headers }: Answer): string => headers['content-type']?.split(';')[0] ?? '';

/** Checks an answer against what the document says of it: its status, its media type, its headers, its JSON. */
export const assertDescribed = (document: Description, method: string, path: string, answer: Answer): void => {
  const what = `${method} ${path}: ${answer.status}`;
  const found = operationAt(document, method, path).responses[answer.status];
  assert.ok(found !== undefined, `${what} is not described: ${answer.body.toString().slice(0, 300)}`);
  const { content, headers = {} } = resolve<Response>(document, found);
  if (content === undefined) {
    assert.equal(answer.body.length, 0, what);
    return;
  }
  const media = content[mediaTypeOf(answer)];
  assert.ok(media !== undefined, `${what} has the media type ${mediaTypeOf(answer)}, which is not described`);
  for (const [name, header] of Object.entries(headers)) {
    if (resolve<Header>(document, header).required !== true) continue;
    assert.ok(answer.headers[name.toLowerCase()] !== undefined, `${what} has no ${name}`);
  }
  if (mediaTypeOf(answer) !== 'application/json' || media.schema === undefined) return;
  const parsed = checking(document, media.schema).safeParse(JSON.parse(answer.body.toString()));
  assert.ok(parsed.success, `${what}: ${parsed.error?.message ?? ''}`);
};
