import type { Row } from '../../../shared/columns';
import type { HopPublication } from '../plan/publication';
import type { ContentDatabase, Dialect } from './database';
import type { RawRow, Session } from './session';

/** Turns driver rows of one level into neutral rows, with everything that hangs on them. */
export interface LevelReader {
  /** What must be selected behind the fields: `id`, then the columns that hops are linked by. */
  readonly linkColumns: readonly string[];
  /** Whether rows hang on these, so that completing takes further queries. */
  readonly hasHops: boolean;
  /** Converts the rows in place, no new arrays, and puts nested rows behind their fields. */
  complete(session: Session, rows: RawRow[]): Promise<Row[]>;
}

/** What all levels of a run have in common. */
export interface LevelContext {
  readonly database: ContentDatabase;
  readonly dialect: Dialect;
  /** Which rows are shown of types that have both. */
  readonly publication: HopPublication;
  /** What the addresses of files on the site's own server begin with; `null` to leave them as they are. */
  readonly fileBase: string | null;
}
