import { PRIMARY_KEY, type PlanStep, type QueryPlan } from './query-plan';

/** `SEARCH t0 USING COVERING INDEX orders_status_idx (status=? AND rowid>?)`, `SCAN t0`. */
const STEP =
  /^(?<verb>SCAN|SEARCH) (?<table>\S+)(?: USING (?:(?<rowid>INTEGER PRIMARY KEY)|(?<automatic>AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?INDEX(?: (?<index>[^(]+?))?))?(?: \((?<terms>.*)\))?(?: LEFT-JOIN)?$/;

const TERM = /^(?<column>.+?)(?:=|>|<| IS )\?$/;

/** @see https://www.sqlite.org/eqp.html */
const toStep = (line: string): PlanStep[] => {
  const parts = STEP.exec(line)?.groups;
  if (parts?.table === undefined) return [];
  const { verb, table, rowid, automatic, index = null, terms = '' } = parts;
  // An index that is made for this query alone is made by reading the table through.
  if (verb === 'SCAN' || automatic !== undefined) {
    return [{ table, access: 'scan', index: automatic === undefined ? index : null, by: [] }];
  }
  const list = terms.split(' AND ');
  const by = list.flatMap((term) => TERM.exec(term)?.groups?.column ?? []);
  return [
    {
      table,
      access: /[<>]\?/.test(list[0] ?? '') ? 'range' : 'lookup',
      index: rowid === undefined ? index : PRIMARY_KEY,
      by: by.map((column) => (column === 'rowid' ? 'id' : column)),
    },
  ];
};

/** Reads what `EXPLAIN QUERY PLAN` says, line by line. */
export const readSqlitePlan = (lines: readonly string[]): QueryPlan => {
  const orders = lines.filter((line) => line.startsWith('USE TEMP B-TREE FOR') && line.endsWith('ORDER BY'));
  const isWhole = orders.includes('USE TEMP B-TREE FOR ORDER BY');
  const partly = orders.length > 0 ? 'partly' : 'none';
  return { steps: lines.flatMap(toStep), sorts: isWhole ? 'all' : partly, lines };
};
