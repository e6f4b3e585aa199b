import type { Column } from '../../../shared/columns';
import type { Access } from '../../../server/src/access/access';
import { type ColumnsInput, compileColumns, type CompiledColumns } from '../../../server/src/plan/columns';
import type { ColumnRequest } from '../../../server/src/request/schema';
import { parseRequest } from '../../../server/src/request/parse';
import { HOTEL, open, placeOf, refusal, schema } from './schema';

export interface CompileOptions extends Partial<ColumnsInput['request']>, Partial<Pick<ColumnsInput, 'views'>> {
  readonly access?: Access;
  readonly uid?: string;
}

/** Compiles columns as a request names them, texts with a choice behind a colon too. */
export const compile = async (
  columns: readonly (string | ColumnRequest)[],
  { access = open, uid = HOTEL, views = null, ...request }: CompileOptions = {},
): Promise<CompiledColumns> =>
  compileColumns({
    rights: { schema, access },
    place: await placeOf(access, uid),
    columns: parseRequest({ exporter: uid, format: 'csv', columns }).columns ?? [],
    request: { format: 'xlsx', ...request },
    rowKeys: [{ path: 'documentId' }],
    views,
  });

export const refused = (columns: readonly (string | ColumnRequest)[], options?: CompileOptions): Promise<string> =>
  refusal(() => compile(columns, options));

/** The names of a column's hops, a list's with `[]`, a kind's with `<>`. */
export const wayOf = ({ steps }: Column): string =>
  steps
    .map(({ name, many, variantOf }) => (variantOf === undefined ? name + (many ? '[]' : '') : `<${name}>`))
    .join(' ');
