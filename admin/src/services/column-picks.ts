import type { ToManyChoice } from '../../../shared/contracts/exporters';
import type { ColumnChoice } from './columns';

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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `contacts.email:first` */
const fromText = (text: string): ColumnPick => {
  const [, path, choice] = /^(.*[^:]):(\w+)$/.exec(text) ?? [];
  return path !== undefined && isToMany(choice) ? { path, toMany: choice } : { path: text };
};

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

export const defaultPicks = (choices: readonly ColumnChoice[]): readonly ColumnPick[] =>
  choices.filter(({ isDefault }) => isDefault).map(({ path }) => ({ path }));

const isPlain = ({ header, toMany, format }: ColumnPick): boolean =>
  header === undefined && toMany === undefined && format === undefined;

/** The columns for a request; nothing where they are the default ones, which the server knows best. */
export const sentColumns = (
  picks: readonly ColumnPick[],
  choices: readonly ColumnChoice[],
): readonly SentColumn[] | undefined => {
  const usual = defaultPicks(choices);
  const isUsual =
    picks.length === usual.length && picks.every((pick, at) => isPlain(pick) && pick.path === usual[at]?.path);
  return isUsual ? undefined : picks.map((pick) => (isPlain(pick) ? pick.path : pick));
};
