import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from '@strapi/utils';
import { mirror } from '../../../server/src/openapi/answers/mirror';

interface Contract {
  readonly state: 'open' | 'closed';
  readonly note: string | null;
  readonly items: readonly { readonly name: string }[];
}

const parts = {
  state: z.enum(['open', 'closed']),
  note: z.string().nullable(),
  items: z.array(z.strictObject({ name: z.string() })),
};

// Each of these is an error of the compiler; were it none, the compiler would complain of the line above it.
const different = [
  // @ts-expect-error a key is missing
  mirror<Contract>()(z.strictObject({ state: parts.state, note: parts.note })),
  // @ts-expect-error a key is too much
  mirror<Contract>()(z.strictObject({ ...parts, more: z.string() })),
  // @ts-expect-error a choice is missing
  mirror<Contract>()(z.strictObject({ ...parts, state: z.enum(['open']) })),
  // @ts-expect-error a choice is too much
  mirror<Contract>()(z.strictObject({ ...parts, state: z.enum(['open', 'closed', 'ajar']) })),
  // @ts-expect-error null is missing
  mirror<Contract>()(z.strictObject({ ...parts, note: z.string() })),
  // @ts-expect-error a key may be left out
  mirror<Contract>()(z.strictObject({ ...parts, note: parts.note.optional() })),
  // @ts-expect-error a type differs within a list
  mirror<Contract>()(z.strictObject({ ...parts, items: z.array(z.strictObject({ name: z.number() })) })),
];

describe('a mirror of a contract', () => {
  it('is the schema itself, and does not compile where the two differ', () => {
    const schema = z.strictObject(parts);
    assert.equal(mirror<Contract>()(schema), schema);
    // None of the others describes what the contract does.
    const document = { state: 'ajar', note: null, items: [{ name: 7 }] };
    for (const other of different) assert.equal(other.safeParse(document).success, false);
  });
});
