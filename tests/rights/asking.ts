import assert from 'node:assert/strict';
import { type Answer, errorOf, type Query } from '../support/http';
import { cellsAt, fixture, UIDS } from './content';
import type { Stage } from './stage';
import type { Client } from './watch';

export const FORBIDDEN = '403 EXPORT_FIELD_FORBIDDEN';
export const NOTHING_AT_ALL = '403 EXPORT_FORBIDDEN';

/** The text of one cell of the fixtures. */
export const textOf = (name: string, path: string): string => {
  const [leaf] = cellsAt(fixture(name), path, () => true) ?? [];
  if (leaf?.text == null) throw new Error(`${name} has no text at ${path}.`);
  return leaf.text;
};

export const filters = (condition: unknown): Query => ({ filters: JSON.stringify(condition) });

/** `200`, or a status and a code. */
export const outcome = (answer: Answer): string =>
  answer.status === 200 ? '200' : `${answer.status} ${errorOf(answer).code}`;

/** Types go by their short name, or by any UID. */
export interface Asking {
  ask(client: Client, type: string, query?: Query, format?: string): Promise<Answer>;
  outcomeOf(client: Client, type: string, query?: Query, format?: string): Promise<string>;
  /** The rows of an answer that must be 200, as NDJSON has them. */
  rowsOf(client: Client, type: string, query?: Query): Promise<Record<string, unknown>[]>;
  /** Checks that each is answered alike, and that nothing has leaked. */
  all(client: Client, type: string, expected: string, queries: readonly Query[]): Promise<void>;
}

export const asking = ({ watch }: Stage): Asking => {
  const uidOf = (type: string): string => (UIDS as Readonly<Record<string, string>>)[type] ?? type;
  const ask: Asking['ask'] = async (client, type, query = {}, format = 'csv') => {
    const answer = await watch.ask(client, `${uidOf(type)}/${format}`, query);
    assert.deepEqual(watch.takeLeaks(), []);
    return answer;
  };
  const outcomeOf: Asking['outcomeOf'] = async (...what) => outcome(await ask(...what));
  return {
    ask,
    outcomeOf,
    rowsOf: async (client, type, query) => {
      const answer = await ask(client, type, query, 'ndjson');
      assert.equal(answer.status, 200, answer.body.toString());
      const lines = answer.body.toString().split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    all: async (client, type, expected, queries) => {
      for (const query of queries) {
        assert.equal(await outcomeOf(client, type, query), expected, JSON.stringify(query));
      }
    },
  };
};
