import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { CASES } from '../cases.mjs';
import { toTargetTable } from '../targets.mjs';
import { toChart } from './chart.mjs';
import { tableOf, toMarkdown } from './tables.mjs';

const DOCS = path.join(ROOT, 'docs');

/** Results by what they can be compared within. */
const groupsOf = (results) => {
  const groups = new Map();
  for (const result of results) {
    const title = `${CASES[result.case].title}: ${result.rows.toLocaleString('en')} rows, ${result.format}, ${result.database}`;
    groups.set(title, [...(groups.get(title) ?? []), result]);
  }
  return [...groups].map(([title, group]) => ({ title, results: group }));
};

const machineList = (machine) => Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`);

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench -- --report\`; not by hand. Every table is of one run on one machine, in turns (A B C, A B C, …)
after a round that is not counted. **Read ratios, not seconds**: another machine has other seconds.

- *ours is*: how many times as long the other one takes for the same rows.
- *over idle*: the most memory that the serving process had, over what it had before its first export; below zero where the
  kernel took more back than the export needed. *heap over idle* is what V8 held more than then, garbage included, which
  nobody takes back. *peak* is all of a process.
- What takes a site less than half a second is asked for again and again for that long, and the time is the median.
- *loop*: for how long the serving process answered nobody, while it also answered 20 requests a second; *ping p95* is how
  long these waited.
- The programs of the databases (\`psql\`, \`sqlite3\`, \`mariadb\`) are what is possible at all: they know no rights, no
  formats of columns, no formula guard.
- Peers load before their clock begins; a site answers over HTTP. All write the file to the same disk.
- Peers do the same work: moments in ISO 8601, words for booleans, no text that a spreadsheet would run; in Excel typed cells with
  formats, and a header that stands out and stays.
- \`@fresh.codes/strapi-plugin-export-csv\` has the columns, and a limit of rows that lets all through, from the site's
  configuration, and else comes as it is: it reads all relations in batches of 100. *Tuned*, it reads none, in batches of
  1,000. It writes drafts, which are as many as what is published. On SQLite it serves nobody until it is done.
- Only \`strapi export\` does something else: all content of the site, in its own format.

\`\`\`sh
npm run bench                                                   # SQLite, 1,000 to 50,000 hotels, every format
npm run bench -- --database postgres --rows 1000000 --peers     # a million, beside others: half an hour
npm run bench:guard                                             # what CI checks: ratios within one small run
\`\`\`
`;

/** What the plot shows: where there is most to compare, the largest number of rows of each database. */
const plottedOf = (groups) => {
  const candidates = groups
    .map(({ title, results }) => ({ title, results: results.filter(({ error }) => error === undefined) }))
    .filter(({ results }) => results.length > 2);
  const mostOf = (database) =>
    Math.max(...candidates.flatMap(({ results: [one] }) => (one.database === database ? [one.rows] : [])));
  return candidates.filter(({ results: [one] }) => one.rows === mostOf(one.database));
};

/** Writes the page of benchmarks, and its plot. */
export const writeReport = ({ machine, results, targets }) => {
  const groups = groupsOf(results);
  const plotted = plottedOf(groups);
  if (plotted.length > 0) writeFileSync(path.join(DOCS, 'benchmarks.svg'), toChart(plotted));
  const text = [
    INTRODUCTION,
    '## The machine\n',
    ...machineList(machine),
    ...(plotted.length > 0 ? ['\n![Times, as bars](benchmarks.svg)\n'] : ['']),
    '## Targets\n',
    toMarkdown(toTargetTable(targets)),
    ...groups.map(({ title, results: group }) => `\n## ${title}\n\n${toMarkdown(tableOf(group))}`),
    '',
  ];
  writeFileSync(path.join(DOCS, 'benchmarks.md'), text.join('\n'));
};
