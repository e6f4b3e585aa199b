import { FORMATS, type Format } from '../../../shared/formats';
import type { EstimateAnswer, Job, PreviewAnswer } from '../../../shared/contracts/jobs';
import { type Answer, errorOf } from '../../support/http';
import { call, dataOf, until } from '../../support/jobs';
import { readFile, readSheets, type Table } from '../../support/read-file';
import type { Site } from '../../support/site';
import { API, download } from './jobs';

interface Visit {
  readonly exporter: string;
  /** Whose values tell rows apart. */
  readonly column: string;
  readonly email: string;
}

/** What came through a door: the values of the column, or how many rows there are. */
interface Found {
  readonly status: number;
  readonly code?: string | undefined;
  readonly values?: readonly string[];
  readonly rows?: number;
}

interface Door {
  readonly name: string;
  open(site: Site, visit: Visit): Promise<Found>;
}

const refused = (answer: Answer): Found => ({ status: answer.status, code: errorOf(answer).code });

/** Sheets of a workbook that have other rows, or none of the exporter's. */
const OTHER_SHEETS: readonly string[] = ['Locations', 'Contacts', 'Mappings', 'Summary'];

const tablesOf = async (format: Format, file: Buffer, column: string): Promise<readonly Table[]> => {
  if (format !== 'xlsx') return [await readFile(format, file, [column])];
  const sheets = (await readSheets(file)).filter(({ name }) => !OTHER_SHEETS.includes(name));
  return sheets.map(({ rows: [header = [], ...rows] }) => ({ header: header.map(String), rows }));
};

const valuesOf = async (format: Format, file: Buffer, column: string): Promise<Found> => {
  const tables = await tablesOf(format, file, column);
  const values = tables.flatMap(({ header, rows }) => rows.map((row) => String(row[header.indexOf(column)])));
  return { status: 200, values: values.sort() };
};

const asking = async (site: Site, { exporter, email }: Visit, rest: string, body: object, headers = {}) => {
  const token = await site.endUserToken(email);
  return { token, answer: await call(site, 'POST', `${API}/${exporter}${rest}`, token, body, headers) };
};

const stream = (format: Format): Door => ({
  name: `GET …/${format}`,
  open: async (site, { exporter, column, email }) => {
    const token = await site.endUserToken(email);
    const answer = await call(site, 'GET', `${API}/${exporter}/${format}?columns=${column}`, token);
    return answer.status === 200 ? valuesOf(format, answer.body, column) : refused(answer);
  },
});

/** Every way in which the content API gives rows, or tells how many there are. */
export const DOORS: readonly Door[] = [
  ...FORMATS.map(stream),
  {
    name: 'POST',
    open: async (site, visit) => {
      const { answer } = await asking(site, visit, '', { format: 'csv', columns: [visit.column] });
      return answer.status === 200 ? valuesOf('csv', answer.body, visit.column) : refused(answer);
    },
  },
  {
    name: 'a job',
    open: async (site, visit) => {
      const body = { format: 'ndjson', columns: [visit.column] };
      const { token, answer } = await asking(site, visit, '', body, { prefer: 'respond-async' });
      if (answer.status >= 400) return refused(answer);
      const { id } = await until(site, dataOf<Job>(answer).id, token, { prefix: API });
      return valuesOf('ndjson', (await download(site, id, token)).body, visit.column);
    },
  },
  {
    name: 'a link',
    open: async (site, visit) => {
      const { answer } = await asking(site, visit, '/tickets', { format: 'csv', columns: [visit.column] });
      if (answer.status >= 400) return refused(answer);
      const file = await call(site, 'GET', dataOf<{ url: string }>(answer).url, null);
      return valuesOf('csv', file.body, visit.column);
    },
  },
  {
    name: 'a preset',
    open: async (site, visit) => {
      const { exporter, column, email } = visit;
      const token = await site.endUserToken(email);
      const name = `${exporter} of ${email}`;
      const body = { name, exporter, request: { format: 'json', columns: [column] } };
      const answer = await call(site, 'POST', `${API}/presets`, token, body);
      if (answer.status >= 400) return refused(answer);
      const run = await call(site, 'POST', `${API}/presets/${dataOf<{ id: string }>(answer).id}/run`, token);
      const { id } = await until(site, dataOf<Job>(run).id, token, { prefix: API });
      return valuesOf('json', (await download(site, id, token)).body, column);
    },
  },
  {
    name: 'the estimate',
    open: async (site, visit) => {
      const { answer } = await asking(site, visit, '/estimate', { format: 'csv', columns: [visit.column] });
      if (answer.status >= 400) return refused(answer);
      return { status: 200, rows: dataOf<EstimateAnswer['data']>(answer).rows };
    },
  },
  {
    name: 'the preview',
    open: async (site, visit) => {
      const { answer } = await asking(site, visit, '/preview?rows=100', { format: 'csv', columns: [visit.column] });
      if (answer.status >= 400) return refused(answer);
      const { rows } = dataOf<PreviewAnswer['data']>(answer);
      return { status: 200, values: rows.map(([value]) => String(value)).sort() };
    },
  },
];
