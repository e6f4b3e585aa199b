import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { docsOf, type ErrorCode, ERRORS } from '../../../server/src/errors/registry';

const ROOT = path.resolve(__dirname, '../../..');

describe('the registry of errors', () => {
  it('explains each code in one place of its own', () => {
    const codes = Object.keys(ERRORS) as ErrorCode[];
    assert.equal(new Set(codes.map(docsOf)).size, codes.length);
    for (const code of codes) {
      const [file = '', anchor = ''] = docsOf(code).split('#');
      const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
      const explained = lines.filter((line) => line.includes(`id="${anchor}"`));
      assert.equal(explained.length, 1, code);
      assert.ok(explained[0]?.includes(`\`${code}\` | ${ERRORS[code].status} | ${ERRORS[code].message}`), code);
    }
  });
});
