import type { ColumnNode, ToManyChoice } from '../../../shared/contracts/exporters';
import type { Format } from '../../../shared/formats';
import type { ColumnChoice } from './columns';
import { isRecord } from './records';

/** A chosen column, with what was chosen for it. */
export interface ColumnPick {
  readonly path: string;
  /** What it is called in the file, in place of its label. */
  readonly header?: string;
  readonly toMany?: ToManyChoice;
  /** As the request has it. */
  readonly format?: Readonly<Record<string, unknown>>;
}

/** A column as the request has it: a path where nothing was chosen for it. */
export type SentColumn = string | ColumnPick;

const CHOICES: readonly string[] = ['join', 'count', 'first', 'rows', 'sheet'] satisfies readonly ToManyChoice[];

const isToMany = (value: unknown): value is ToManyChoice => typeof value === 'string' && CHOICES.includes(value);

/** `contacts.email:first` */
export const fromText = (text: string): ColumnPick => {
  const [, path, choice] = /^(.*[^:]):(\w+)$/.exec(text) ?? [];
  return path !== undefined && isToMany(choice) ? { path, toMany: choice } : { path: text };
};

/** What names a column: its path, and behind a colon what becomes of its list. */
export const textOf = ({ path, toMany }: ColumnPick): string => (toMany === undefined ? path : `${path}:${toMany}`);

const toPick = (given: unknown): ColumnPick | null => {
  if (typeof given === 'string') return fromText(given);
  if (!isRecord(given) || typeof given.path !== 'string') return null;
  const { path, header, toMany, format } = given;
  return {
    path,
    ...(typeof header === 'string' && header !== '' && { header }),
    ...(isToMany(toMany) && { toMany }),
    ...(isRecord(format) && { format }),
  };
};

/** The columns that a request names, `null` for one that names none. */
export const picksOf = (columns: unknown): readonly ColumnPick[] | null =>
  Array.isArray(columns) ? columns.flatMap((one) => toPick(one) ?? []) : null;

/** The choices for a column's list that a format has. */
export const listChoices = ({ toMany }: Pick<ColumnNode, 'toMany'>, format: Format): readonly ToManyChoice[] =>
  toMany.filter((choice) => choice !== 'sheet' || format === 'xlsx');

/** Where the format has no sheets, a list's values share a cell. */
const fitting = (pick: ColumnPick, format: Format): ColumnPick =>
  pick.toMany === 'sheet' && format !== 'xlsx' ? { ...pick, toMany: 'join' } : pick;

export const defaultPicks = (choices: readonly ColumnChoice[]): readonly ColumnPick[] =>
  choices.filter(({ isDefault }) => isDefault).map(({ path }) => fromText(path));

const isPlain = ({ header, format }: ColumnPick): boolean => header === undefined && format === undefined;

const isUsual = (picks: readonly ColumnPick[], choices: readonly ColumnChoice[]): boolean => {
  const usual = defaultPicks(choices);
  if (picks.length !== usual.length) return false;
  return usual.every((one, at) => {
    const pick = picks[at];
    return pick !== undefined && isPlain(pick) && textOf(pick) === textOf(one);
  });
};

/** The columns for a request; nothing where they are the default ones, which the server knows best. */
export const sentColumns = (
  picks: readonly ColumnPick[],
  choices: readonly ColumnChoice[],
  format: Format,
): readonly SentColumn[] | undefined => {
  if (isUsual(picks, choices)) return undefined;
  return picks
    .map((pick) => fitting(pick, format))
    .map((pick) => (isPlain(pick) && pick.toMany === undefined ? pick.path : pick));
};
