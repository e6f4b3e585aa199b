import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDatePattern } from '../../../server/src/encoder/date-pattern';

const LOCAL = '2026-02-03T04:05:06.789';

describe('a date pattern', () => {
  const patterns: readonly (readonly [pattern: string, text: string])[] = [
    ['yyyy-MM-dd', '2026-02-03'],
    ['dd.MM.yyyy HH:mm:ss,SSS', '03.02.2026 04:05:06,789'],
    ['MM/dd/yyyy', '02/03/2026'],
    ['yyyyMMddHHmmssSSS', '20260203040506789'],
    ['HH:mm', '04:05'],
    ['yyyy年MM月dd日', '2026年02月03日'],
    ['no token', 'no token'],
    ['yyy M d', 'yyy M d'],
    ['ddd', '03d'],
    ['sss', '06s'],
    ['SSSs', '789s'],
    ['$& $1 \\ "yyyy"', '$& $1 \\ "2026"'],
    ['', ''],
  ];
  for (const [pattern, text] of patterns) {
    it(`${JSON.stringify(pattern)} makes ${JSON.stringify(text)}`, () => {
      assert.equal(createDatePattern(pattern)(LOCAL), text);
    });
  }

  it('finds its parts behind a year of six digits', () => {
    const pattern = createDatePattern('dd.MM.yyyy HH:mm:ss.SSS');
    assert.equal(pattern('+010000-02-03T04:05:06.789'), '03.02.+010000 04:05:06.789');
    assert.equal(pattern('-000044-03-15T00:00:00.000'), '15.03.-000044 00:00:00.000');
  });

  it('has nothing to say of text that is no local time', () => {
    const pattern = createDatePattern('dd.MM.yyyy');
    for (const text of ['infinity', '', '2026-02-03', '838:59:59 is more than a day', 'x'.repeat(26)]) {
      assert.equal(pattern(text), null);
    }
  });
});
