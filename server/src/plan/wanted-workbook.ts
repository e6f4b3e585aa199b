import type { Column } from '../../../shared/columns';
import type { Format } from '../../../shared/formats';
import type { Measure, SummaryFigure, SummaryLayout, SummaryTable } from '../../../shared/summary';
import type { Exporter, ExporterColumn, FilterValues } from '../exporter/exporter';
import type { WantedColumn } from './columns';
import type { Place, Rights } from './hop';
import type { LeftOutColumn, Plan } from './plan';
import { isPermitted, toWanted } from './wanted-columns';

type SummaryDefinition = NonNullable<Exporter['summary']>;
type FigureDefinition = SummaryDefinition['figures'][number];
type TableDefinition = NonNullable<SummaryDefinition['tables']>[number];

export interface WorkbookInput {
  readonly rights: Rights;
  readonly place: Place;
  readonly exporter: Exporter;
  readonly format: Format;
  readonly filterValues: FilterValues;
}

/** What a workbook shows beside its columns, and what must be read for it. */
interface WantedWorkbook {
  readonly hidden: readonly WantedColumn[];
  readonly leftOut: readonly LeftOutColumn[];
  /** @param columns the hidden ones, compiled, in their order */
  layout(columns: readonly Column[]): Pick<Plan, 'split' | 'summary'>;
}

const NOTHING: WantedWorkbook = { hidden: [], leftOut: [], layout: () => ({ split: null, summary: null }) };

/** What a figure reads, if it reads anything. */
const measuredBy = ({ of }: FigureDefinition): string | null =>
  typeof of === 'string' ? null : (Object.values(of)[0] as string);

const groupOf = ({ groupBy }: TableDefinition): string => (typeof groupBy === 'string' ? groupBy : groupBy.entries);

/** Every path or key that is looked at for split and summary. */
const namesOf = ({ split }: Exporter, summary: SummaryDefinition | null): ReadonlySet<string> => {
  const figures = [...(summary?.figures ?? []), ...(summary?.tables ?? []).flatMap(({ measures }) => measures)];
  const measured = figures.map(measuredBy).filter((name) => name !== null);
  return new Set([...(split === null ? [] : [split.by]), ...measured, ...(summary?.tables ?? []).map(groupOf)]);
};

/** The exporter's own column of a name, with its format, or the path that the name is. */
const columnOf = ({ columns, lists }: Exporter, name: string): ExporterColumn => {
  const own = [...(columns ?? []), ...lists.flatMap((list) => list.columns)];
  const plain = { key: name, label: undefined, format: undefined, width: undefined, isDefault: true, when: () => true };
  return own.find(({ key }) => key === name) ?? { kind: 'path', ...plain };
};

type Find = (name: string) => Column | undefined;

/** @returns `null` for what measures something that may not be read */
const toFigure = (figure: FigureDefinition, find: Find): SummaryFigure | null => {
  const { label, of, format } = figure;
  const shown = format === undefined ? {} : { format };
  if (of === 'count' || of === 'value') return { label, measure: { kind: of }, ...shown };
  const [kind] = Object.keys(of) as Exclude<Measure['kind'], 'count' | 'value'>[];
  const column = find(measuredBy(figure) ?? '');
  return kind === undefined || column === undefined ? null : { label, measure: { kind, column }, ...shown };
};

const toTable = (table: TableDefinition, find: Find): SummaryTable | null => {
  const { title, groupLabel, groupBy, top = null, chart = null } = table;
  const column = find(groupOf(table));
  const measures = table.measures.map((one) => toFigure(one, find)).filter((one) => one !== null);
  if (column === undefined || measures.length === 0) return null;
  const group = { kind: typeof groupBy === 'string' ? 'cell' : 'entries', column } as const;
  return { title, groupLabel, group, measures, top, chart };
};

const toSummary = (
  { name = 'Summary', title, figures, tables = [] }: SummaryDefinition,
  find: Find,
): SummaryLayout => ({
  ...{ name, title },
  figures: figures.map((one) => toFigure(one, find)).filter((one) => one !== null),
  tables: tables.map((one) => toTable(one, find)).filter((one) => one !== null),
});

/**
 * What the exporter's workbook shows beside its columns, less what the requester may not read: figures and sheets over
 * that are left out as columns are.
 */
export const wantedWorkbook = async (input: WorkbookInput): Promise<WantedWorkbook> => {
  const { rights, place, exporter, format, filterValues } = input;
  if (format !== 'xlsx' || (exporter.summary === null && exporter.split === null)) return NOTHING;
  const summary =
    exporter.summary === null
      ? null
      : {
          ...exporter.summary,
          tables: exporter.summary.tables?.filter(({ when }) => when?.(filterValues) ?? true) ?? [],
        };
  const hidden: WantedColumn[] = [];
  const leftOut: LeftOutColumn[] = [];
  const places = new Map<string, number>();
  for (const name of namesOf(exporter, summary)) {
    const column = columnOf(exporter, name);
    if (await isPermitted(rights, place, column, name === exporter.split?.by ? 'split.by' : 'summary')) {
      places.set(name, hidden.length);
      hidden.push(toWanted(column));
    } else leftOut.push({ key: `${summary?.name ?? 'Summary'}: ${name}`, reason: 'forbidden' });
  }
  return {
    ...{ hidden, leftOut },
    layout: (columns) => {
      const find: Find = (name) => columns[places.get(name) ?? -1];
      const by = exporter.split === null ? undefined : find(exporter.split.by);
      return {
        split: by === undefined || exporter.split === null ? null : { column: by, maxSheets: exporter.split.maxSheets },
        summary: summary === null ? null : toSummary(summary, find),
      };
    },
  };
};
