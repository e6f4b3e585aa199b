import os from 'node:os';

/**
 * What the figures must be: ratios of medians of one run, and what holds of a run by itself. `than` is another contender;
 * `least` and `most` are how many times its time may be ours, or ours its, `from` from how many rows on, `database` on which alone.
 */

const OURS = 'this plugin';

const MEGABYTE = 1024 * 1024;

/** Where a process's beginning and a site's first steps no longer count; smaller exports have limits of seconds. */
const MANY = 1_000_000;

/** Deflating has a core of its own, where there is one. */
const EXCELJS = os.availableParallelism() > 1 ? 7 : 5;

/** How many times longer another contender takes for the same. */
const timesFaster = (ours, other) => other.milliseconds.median / ours.milliseconds.median;

const PEERS = [
  { format: 'csv', than: 'knex.stream + csv-stringify', least: 3.5, database: 'postgres', from: MANY },
  { format: 'csv', than: 'SQLAlchemy yield_per + csv', least: 4, database: 'postgres', from: MANY },
  { format: 'xlsx', than: 'knex.stream + exceljs', least: EXCELJS, database: 'postgres', from: MANY },
  { format: 'xlsx', than: 'SQLAlchemy + XlsxWriter', least: 7, database: 'postgres', from: MANY },
  // The best plugin for CSV files that Strapi has today.
  { format: 'csv', than: '@fresh.codes/strapi-plugin-export-csv', least: 20, from: 50_000 },
];

const LIMITS = [
  { format: 'csv', than: 'psql COPY', most: 2.2, database: 'postgres', from: MANY },
  { format: 'json', than: 'psql COPY', most: 1.1, database: 'postgres', from: MANY },
];

/** Seconds that a number of rows may take on SQLite, in every format. */
const SECONDS = [
  { rows: 1_000, most: 0.2 },
  { rows: 10_000, most: 0.6 },
  { rows: 50_000, most: 2 },
];

/** What one result is of, the way of exporting included: `csv, 1,000 rows, sqlite, as a job`. */
const placeOf = ({ contender, format, rows, database }) =>
  `${format}, ${rows.toLocaleString('en')} rows, ${database}${contender.slice(OURS.length)}`;

const target = (what, figure, isMet) => ({ what, figure, isMet });

const compared = (ours, others) => {
  const where = placeOf(ours);
  const applies = ({ format, database, than, from = 0 }) =>
    format === ours.format &&
    (database === undefined || database === ours.database) &&
    ours.rows >= from &&
    others.some(({ contender }) => contender === than);
  const ratioTo = (than) => {
    const other = others.find(({ contender }) => contender === than);
    // One that could not be measured proves nothing, and must not be overlooked.
    return other.error === undefined ? timesFaster(ours, other) : null;
  };
  const judged = (what, ratio, isMet) =>
    ratio === null ? target(what, 'not measured', false) : target(what, `${ratio.toFixed(2)} ×`, isMet);
  return [
    ...PEERS.filter(applies).map(({ than, least }) => {
      const ratio = ratioTo(than);
      return judged(`${where}: ≥ ${least} × ${than}`, ratio, ratio >= least);
    }),
    ...LIMITS.filter(applies).map(({ than, most }) => {
      const ratio = ratioTo(than);
      const times = ratio === null ? null : 1 / ratio;
      return judged(`${where}: ≤ ${most} × the time of ${than}`, times, times <= most);
    }),
  ];
};

const alone = (ours) => {
  const { format, rows, database, milliseconds, firstByte, overIdle, delayP99 } = ours;
  const where = placeOf(ours);
  const { most } = SECONDS.find((one) => one.rows === rows && database === 'sqlite') ?? {};
  const took = milliseconds.median / 1000;
  return [
    ...(most === undefined ? [] : [target(`${where}: < ${most} s`, `${took.toFixed(2)} s`, took < most)]),
    ...(firstByte !== undefined && (format === 'csv' || format === 'ndjson')
      ? [target(`${where}: first byte < 100 ms`, `${firstByte.median.toFixed(0)} ms`, firstByte.median < 100)]
      : []),
    // A process of the command line has nothing else to do.
    ...(delayP99 === undefined
      ? []
      : [
          target(
            `${where}: ≤ 100 MB over idle`,
            `${(overIdle.median / MEGABYTE).toFixed(0)} MB`,
            overIdle.median <= 100 * MEGABYTE,
          ),
          target(`${where}: loop delay p99 < 10 ms`, `${delayP99.median.toFixed(1)} ms`, delayP99.median < 10),
        ]),
  ];
};

/** The time of ten times the rows. */
const growth = (ours, mine) => {
  const tenth = mine.find(
    (one) =>
      one.rows * 10 === ours.rows &&
      one.format === ours.format &&
      one.database === ours.database &&
      one.contender === ours.contender,
  );
  if (tenth === undefined || tenth.rows < 100_000) return [];
  const ratio = ours.milliseconds.median / tenth.milliseconds.median;
  return [target(`${placeOf(ours)}: ≤ 10.5 × a tenth of them`, `${ratio.toFixed(2)} ×`, ratio <= 10.5)];
};

/** All targets that these results tell of, in the case that they are about. */
export const targetsOf = (results) => {
  const all = results.filter((one) => one.case === 'hotels' && one.contender.startsWith(OURS));
  const mine = all.filter(({ error }) => error === undefined);
  return all.flatMap((ours) => {
    // What does not run meets nothing.
    if (ours.error !== undefined) {
      return [target(`${placeOf(ours)}: is exported`, 'failed', false)];
    }
    const beside = results.filter(
      (one) =>
        one.case === ours.case &&
        one.format === ours.format &&
        one.rows === ours.rows &&
        one.database === ours.database,
    );
    return [...compared(ours, beside), ...alone(ours), ...growth(ours, mine)];
  });
};

export const toTargetTable = (targets) => [
  ['target', 'is', 'met'],
  ...targets.map(({ what, figure, isMet }) => [what, figure, isMet ? 'yes' : 'NO']),
];
