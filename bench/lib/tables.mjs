/** Results as text: for a terminal, and for Markdown. */

const MEGABYTE = 1024 * 1024;

const seconds = (milliseconds) =>
  milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${(milliseconds / 1000).toFixed(1)} s`;

const range = ({ least, most }) => `${seconds(least)}–${seconds(most)}`;

const megabytes = (bytes) => `${(bytes / MEGABYTE).toFixed(0)} MB`;

const whole = (value) => `${value.toFixed(0)} ms`;

const tenths = (value) => value.toFixed(1);

const OURS = 'this plugin';

const optional = (figure, toText) => (figure === undefined ? '–' : toText(figure.median));

const COLUMNS = {
  contender: (result) => result.contender,
  median: ({ milliseconds }) => seconds(milliseconds.median),
  'least–most': ({ milliseconds }) => range(milliseconds),
  'ours is': (result, ours) =>
    ours === undefined || result === ours
      ? ''
      : `${(result.milliseconds.median / ours.milliseconds.median).toFixed(2)} ×`,
  'rows/s': ({ rows, milliseconds, isPart }) =>
    isPart === true ? '–' : Math.round((rows / milliseconds.median) * 1000).toLocaleString('en'),
  'first byte': ({ firstByte }) => optional(firstByte, whole),
  CPU: ({ cpu }) => optional(cpu, seconds),
  'over idle': ({ overIdle }) => optional(overIdle, megabytes),
  'heap over idle': ({ heapOverIdle }) => optional(heapOverIdle, megabytes),
  peak: ({ peak }) => optional(peak, megabytes),
  'loop p50/p99/max ms': ({ delayP50, delayP99, delayMax }) =>
    delayP50 === undefined ? '–' : [delayP50, delayP99, delayMax].map(({ median }) => tenths(median)).join(' / '),
  'ping p95': ({ pingP95 }) => optional(pingP95, (value) => `${tenths(value)} ms`),
  'MB/s': ({ bytes, milliseconds }) => tenths(bytes / MEGABYTE / (milliseconds.median / 1000)),
  file: ({ bytes }) => megabytes(bytes),
};

/** @returns {string[][]} a table of one case and format, its head first */
export const tableOf = (results) => {
  const ours = results.find(({ contender, error }) => contender === OURS && error === undefined);
  const cells = (result) =>
    result.error === undefined
      ? Object.values(COLUMNS).map((toText) => toText(result, ours))
      : [
          result.contender,
          'failed',
          ...Object.keys(COLUMNS)
            .slice(2)
            .map(() => ''),
        ];
  return [Object.keys(COLUMNS), ...results.map(cells)];
};

export const toTerminal = (table) => {
  const widths = table[0].map((_, at) => Math.max(...table.map((row) => row[at].length)));
  return table
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  '))
    .join('\n');
};

export const toMarkdown = ([head, ...rows]) => {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
};
