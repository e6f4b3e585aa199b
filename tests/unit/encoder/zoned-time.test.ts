import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createZonedTime, createZoneSuffix } from '../../../server/src/encoder/zoned-time';

const HOUR = 3_600_000;

/** The same question put to `Intl` another way: Swedish dates are ISO 8601 already. */
const createExpected = (timeZone: string): ((instant: number) => string) => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    ...({ year: 'numeric', month: '2-digit', day: '2-digit' } as const),
    ...({ hour: '2-digit', minute: '2-digit', second: '2-digit' } as const),
  });
  return (instant) => {
    const milliseconds = String(((instant % 1000) + 1000) % 1000).padStart(3, '0');
    return `${format.format(instant).replace(' ', 'T')}.${milliseconds}`;
  };
};

const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Kathmandu'],
  ...['Pacific/Apia', 'America/St_Johns', 'Africa/Monrovia', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Africa/Casablanca'],
];

/** Instants that come in no order, always the same ones. */
const spread = function* (from: number, to: number, count: number): Generator<number> {
  let seed = 42;
  for (let at = 0; at < count; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    yield Math.floor(from + (seed / 2 ** 31) * (to - from));
  }
};

describe('a time zone', () => {
  for (const zone of ZONES) {
    it(`${zone} shows the wall clock that Intl shows, from 1800 to 2100`, () => {
      const zoned = createZonedTime(zone);
      const expected = createExpected(zone);
      for (const instant of spread(Date.UTC(1800, 0, 1), Date.UTC(2100, 0, 1), 2_000)) {
        assert.equal(zoned(new Date(instant).toISOString()), expected(instant));
      }
    });

    it(`${zone} does so through every twenty minutes of the days on which clocks change`, () => {
      const zoned = createZonedTime(zone);
      const expected = createExpected(zone);
      // 2026 in Europe, North America and Australia; 2011 when Samoa left out a day; 1972 when Liberia dropped seconds.
      const days = ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-04', '2026-10-03', '2011-12-30'];
      for (const day of [...days, '1972-01-07', '1893-04-01', '1986-01-01']) {
        const start = Date.parse(`${day}T00:00:00.000Z`) - 24 * HOUR;
        for (let instant = start; instant < start + 72 * HOUR; instant += 1_200_000 + 1) {
          assert.equal(zoned(new Date(instant).toISOString()), expected(instant));
        }
      }
    });
  }

  it('moves the clock at the millisecond of the change and not before', () => {
    const berlin = createZonedTime('Europe/Berlin');
    assert.equal(berlin('2026-03-29T00:59:59.999Z'), '2026-03-29T01:59:59.999');
    assert.equal(berlin('2026-03-29T01:00:00.000Z'), '2026-03-29T03:00:00.000');
    assert.equal(berlin('2026-10-25T00:59:59.999Z'), '2026-10-25T02:59:59.999');
    assert.equal(berlin('2026-10-25T01:00:00.000Z'), '2026-10-25T02:00:00.000');
  });

  it('knows half an hour of summer time, half hours of offset, and changes within an hour', () => {
    const howe = createZonedTime('Australia/Lord_Howe');
    assert.equal(howe('2026-04-04T14:59:59.999Z'), '2026-04-05T01:59:59.999');
    assert.equal(howe('2026-04-04T15:00:00.000Z'), '2026-04-05T01:30:00.000');
    assert.equal(howe('2026-10-03T15:29:59.999Z'), '2026-10-04T01:59:59.999');
    assert.equal(howe('2026-10-03T15:30:00.000Z'), '2026-10-04T02:30:00.000');
    assert.equal(createZonedTime('Asia/Kolkata')('2026-01-01T18:30:00.000Z'), '2026-01-02T00:00:00.000');
  });

  it('keeps the seconds of local mean time before 1893', () => {
    assert.equal(createZonedTime('Europe/Berlin')('1850-06-01T12:00:00.000Z'), '1850-06-01T12:53:28.000');
  });

  it('is Gregorian in every year, as ISO 8601 is, before Christ too', () => {
    const berlin = createZonedTime('Europe/Berlin');
    assert.equal(berlin('1500-03-01T00:00:00.000Z'), '1500-03-01T00:53:28.000');
    assert.equal(berlin('0001-01-01T00:00:00.000Z'), '0001-01-01T00:53:28.000');
    assert.equal(berlin('0000-06-01T00:00:00.000Z'), '0000-06-01T00:53:28.000');
    assert.equal(berlin('-000044-03-15T23:30:00.000Z'), '-000044-03-16T00:23:28.000');
  });

  it('knows years beyond 9999 and the step into them', () => {
    const berlin = createZonedTime('Europe/Berlin');
    assert.equal(berlin('+010000-07-01T00:00:00.000Z'), '+010000-07-01T02:00:00.000');
    assert.equal(berlin('9999-12-31T23:30:00.000Z'), '+010000-01-01T00:30:00.000');
    assert.equal(createZonedTime('UTC')('+010000-07-01T00:00:00.000Z'), '+010000-07-01T00:00:00.000');
  });

  it('leaves what is no instant as it is', () => {
    for (const zone of ['UTC', 'Europe/Berlin']) {
      const zoned = createZonedTime(zone);
      for (const text of ['infinity', '-infinity', '', 'x'.repeat(24), '2026-13-45T00:00:00.000Z'.slice(0, -1)]) {
        assert.equal(zoned(text), text);
      }
    }
  });

  it('stays right when more hours come by than it remembers', () => {
    const zoned = createZonedTime('America/New_York');
    const expected = createExpected('America/New_York');
    for (let hour = 0; hour < 25_000; hour += 1) {
      const instant = Date.UTC(2024, 0, 1) + hour * HOUR;
      assert.equal(zoned(new Date(instant).toISOString()), expected(instant));
    }
  });
});

describe('the suffix of a zone', () => {
  const suffixes: readonly (readonly [zone: string, iso: string, suffix: string])[] = [
    ['UTC', '2026-01-01T00:00:00.000Z', 'Z'],
    ['Europe/Berlin', '2026-01-01T00:00:00.000Z', '+01:00'],
    ['Europe/Berlin', '2026-07-01T00:00:00.000Z', '+02:00'],
    ['America/New_York', '2026-01-01T00:00:00.000Z', '-05:00'],
    ['America/St_Johns', '2026-01-01T00:00:00.000Z', '-03:30'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00.000Z', '+05:45'],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00.000Z', '+11:00'],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00.000Z', '+10:30'],
    ['Etc/UTC', '2026-07-01T00:00:00.000Z', '+00:00'],
    ['Europe/Berlin', '-000044-03-15T00:00:00.000Z', '+00:53'],
    ['Europe/Berlin', 'infinity', ''],
  ];
  for (const [zone, iso, suffix] of suffixes) {
    it(`is ${suffix === '' ? 'nothing' : suffix} for ${iso} in ${zone}`, () => {
      assert.equal(createZoneSuffix(zone)(iso), suffix);
    });
  }

  it('names, with the wall clock, the same instant', () => {
    for (const zone of ZONES.slice(1)) {
      const zoned = createZonedTime(zone);
      const suffix = createZoneSuffix(zone);
      for (const instant of spread(Date.UTC(1975, 0, 1), Date.UTC(2050, 0, 1), 500)) {
        const iso = new Date(instant).toISOString();
        assert.equal(Date.parse(zoned(iso) + suffix(iso)), instant);
      }
    }
  });
});
