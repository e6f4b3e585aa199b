import type { Row } from '../../../shared/columns';
import type { Format } from '../../../shared/formats';
import { parseRequest } from '../../../server/src/request/parse';
import { createTemporaryFiles } from '../../../server/src/sink/scratch';
import { createEncoder } from '../../../server/src/services/file-formats';
import { encode, type Encoded } from '../../unit/support';
import { columns } from './table';

/** Writes a file of the table the way the service does: a request, and through the one table of formats. */
export const write = (format: Format, rows: readonly Row[], options: object = {}, batch = 3): Promise<Encoded> => {
  const request = parseRequest({ exporter: 'api::hotel.hotel', format, timeZone: 'Europe/Berlin', ...options });
  const context = {
    defaultFlavor: 'excel',
    metadata: { exporter: request.exporter },
    trailingCount: 'recordCount',
    title: 'Hotels',
    rowPath: [],
    sheets: [],
    split: null,
    summary: null,
    scratch: createTemporaryFiles({ maxBytes: 1_000_000 }),
    compressionLevel: 1,
  } as const;
  const { timeZone, separator } = request;
  const create = (input: Parameters<Parameters<typeof encode>[0]>[0]) =>
    createEncoder(request, { ...input, ...context });
  return encode(create, columns, rows, { timeZone, separator, batch });
};
