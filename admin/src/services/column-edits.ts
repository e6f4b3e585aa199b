import { type ColumnPick, fromText, textOf } from './column-picks';

type Picks = readonly ColumnPick[];

/** Makes other columns of the chosen ones. */
export type EditColumns = (picks: Picks) => Picks;

/** Which columns are chosen, to be looked up. */
export interface Chosen {
  /** Whatever was chosen for their lists. */
  readonly paths: ReadonlySet<string>;
  /** With what was chosen for their lists. */
  readonly texts: ReadonlySet<string>;
}

export const chosenOf = (picks: Picks): Chosen => ({
  paths: new Set(picks.map(({ path }) => path)),
  texts: new Set(picks.map(textOf)),
});

/** @param isWhole whether it is the same column whatever is chosen for its list */
export const isChosen = ({ paths, texts }: Chosen, text: string, isWhole: boolean): boolean =>
  (isWhole ? paths : texts).has(text);

/**
 * Chooses a column, which comes last, or takes it away.
 *
 * @param text the column, with a choice for its list where it has one of its own
 * @param isWhole whether it is the same column whatever is chosen for its list
 */
export const toggled =
  (text: string, isWhole: boolean): EditColumns =>
  (picks) => {
    const left = picks.filter((pick) => (isWhole ? pick.path : textOf(pick)) !== text);
    return left.length < picks.length ? left : [...picks, fromText(text)];
  };

/** Chooses all of these; what was chosen for a column stays, as does its place. */
export const withAll =
  (texts: readonly string[]): EditColumns =>
  (picks) => {
    const { paths, texts: chosen } = chosenOf(picks);
    return [...picks, ...texts.filter((text) => !paths.has(text) && !chosen.has(text)).map(fromText)];
  };

/** What is chosen for a column; `undefined` takes a choice back. */
export type Settings = { readonly [Key in 'header' | 'toMany' | 'format']?: ColumnPick[Key] | undefined };

const withSettings = (pick: ColumnPick, settings: Settings): ColumnPick => {
  const { path, header, toMany, format } = { ...pick, ...settings };
  return {
    path,
    ...(header !== undefined && header !== '' && { header }),
    ...(toMany !== undefined && { toMany }),
    ...(format !== undefined && { format }),
  };
};

export const changed =
  (index: number, settings: Settings): EditColumns =>
  (picks) =>
    picks.map((pick, at) => (at === index ? withSettings(pick, settings) : pick));
