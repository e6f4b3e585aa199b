import type { IndexAdvice } from '../explain/advice';
import type { Explanation, Finding, QueryFinding } from '../explain/explanation';
import type { Verdict } from '../explain/verdict';

const number = (rows: number): string => rows.toLocaleString('en');

const verdictText = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'all':
      return 'reads all rows, in the order of the key';
    case 'index':
      return `index ${verdict.index}${verdict.isUsed ? '' : ' (there, but this plan does without it)'}`;
    case 'scan':
      return `scan of ~${number(verdict.rows)} rows of ${verdict.table}${verdict.advice === null ? ', which no index helps' : ''}`;
    case 'sort':
      return `sorted without an index${verdict.advice === null ? ', and none helps' : ''}`;
  }
};

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

const table = (findings: readonly Finding[]): readonly string[] => {
  const width = Math.max(0, ...findings.map(({ name }) => name.length));
  const textOf = (verdict: Verdict): string => (verdict.kind === 'all' ? 'limits no rows' : verdictText(verdict));
  return findings.map(({ name, verdict }) => `${name.padEnd(width)}  ${textOf(verdict)}`);
};

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const queryLines = ({ query, verdicts, plan }: QueryFinding): readonly string[] => [
  `${query}: ${verdicts.map(verdictText).join('; ')}`,
  ...indented(plan),
];

const isFor = ({ name }: IndexAdvice, verdict: Verdict): boolean =>
  'advice' in verdict && verdict.advice?.name === name;

const plansFor = (advice: IndexAdvice, what: string, findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ verdict }) => isFor(advice, verdict))
    .flatMap(({ name, plan }) => [`${what} ${name}:`, ...indented(plan)]);

const listOf = (columns: readonly string[], quote: string): string =>
  columns.map((column) => quote + column + quote).join(', ');

const entryOf = ({ name, table: of, columns, file }: IndexAdvice): string =>
  file === null
    ? `knex.schema.alterTable('${of}', (table) => table.index([${listOf(columns, "'")}], '${name}'))`
    : `{ "name": "${name}", "columns": [${listOf(columns, '"')}] }`;

/** The indexes that belong in one file, each with the plans that want it. */
const adviceSection = (file: string | null, { indexes, filters, sorts }: Explanation): readonly string[] =>
  section(
    file === null
      ? 'Missing indexes, for a migration in database/migrations'
      : `Missing indexes, for "indexes" of ${file}`,
    indexes
      .filter((advice) => advice.file === file)
      .flatMap((advice) => [
        entryOf(advice),
        ...indented([...plansFor(advice, 'filter', filters), ...plansFor(advice, 'sort', sorts)]),
      ]),
  );

/** An explanation as people read it. */
export const explanationText = (explanation: Explanation): string => {
  const { exporter, contentType, database, table: of, rows, madeUp, request, filters, sorts } = explanation;
  const { unchecked, indexes } = explanation;
  const made = Object.entries(madeUp).map(([name, value]) => `--option ${name}=${String(value)}`);
  const lines = [
    `${exporter}${exporter === contentType ? '' : ` (${contentType})`}: ~${number(rows)} rows in ${of}, ${database}`,
    ...(made.length === 0 ? [] : [`With made-up values; give your own: ${made.join(' ')}`]),
    ...section('This request', request.flatMap(queryLines)),
    ...section('Filters', table(filters)),
    ...section('Sorts', table(sorts)),
    ...section(
      'Not looked at',
      unchecked.map(({ name, reason }) => `${name}: ${reason} Give a value: --option ${name}=...`),
    ),
    ...[...new Set(indexes.map(({ file }) => file))].flatMap((file) => adviceSection(file, explanation)),
  ];
  return `${lines.join('\n')}\n`;
};
