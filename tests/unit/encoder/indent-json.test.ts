import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indentJson } from '../../../server/src/encoder/json/indent-json';

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1.5e-7,
    '',
    'text',
    'a "b" \\ {c} [d], e: f',
    '\\',
    '\\\\"',
    [],
    {},
    [[]],
    [{}],
    { a: {} },
  ],
  { a: 1, b: [1, 2, { c: [null, 'x'] }], 'key "quoted": [': { d: 'e' } },
  [[[[[1]]], []], {}],
  { '': '', '\n': '\n', ünï: '😀\u2028' },
  Array.from({ length: 100 }, (_none, at) => ({ at, text: '\\'.repeat(at), quotes: '"'.repeat(at) })),
];

describe('indented JSON', () => {
  it('is laid out as JSON.stringify lays it out, from compact text and from text with white space', () => {
    for (const value of VALUES) {
      const expected = JSON.stringify(value, null, 2);
      for (const text of [JSON.stringify(value), expected, ` ${JSON.stringify(value, null, '\t')}\r\n`]) {
        assert.equal(indentJson(text, 2, 0), expected);
      }
    }
  });

  it('continues at the depth where it stands', () => {
    for (const value of VALUES) {
      const around = JSON.stringify({ a: { b: value } }, null, 2);
      assert.equal(`{\n  "a": {\n    "b": ${indentJson(JSON.stringify(value), 2, 2)}\n  }\n}`, around);
    }
  });

  it('changes no digit and no escape', () => {
    const text = '[1.0,12345678901234567890,1E400,-0,"\\u0041\\/"]';
    assert.equal(indentJson(text, 2, 0).replaceAll(/\s/g, ''), text);
  });

  it('comes to an end on text that is no JSON', () => {
    for (const text of ['', '"', '"\\', '{', ']]]', '{"a":', 'soon', '"a\\"', '[,,}']) {
      assert.equal(indentJson(text, 2, 0).replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
    }
  });

  it('costs linear time on long strings and deep nesting', () => {
    const started = performance.now();
    indentJson(JSON.stringify('\\"'.repeat(500_000)), 2, 0);
    indentJson(`"${'\\'.repeat(1_000_000)}"`, 2, 0);
    indentJson(`[${'[],'.repeat(300_000)}0]`, 2, 0);
    assert.ok(performance.now() - started < 2_000);
  });
});
