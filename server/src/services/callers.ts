import type { Access } from '../access/access';
import type { Origin } from '../access/credential';
import { CONTENT_API_DEFAULTS } from '../request/defaults';
import type { ExportCaller } from './exports';

type Defaults = Omit<ExportCaller, 'access' | 'isUnlimited'>;

const { publication, flavor, headers } = CONTENT_API_DEFAULTS;

/** What is meant where a request does not say: as the list view shows it for editors, as the REST API for programs. */
const DEFAULTS: Readonly<Record<Origin, Defaults>> = {
  panel: { defaultPublication: 'draft', defaultFlavor: 'excel', defaultHeaders: 'labels' },
  'content-api': { defaultPublication: publication, defaultFlavor: flavor, defaultHeaders: headers },
};

/** Who asks through a contract. */
export const callerOf = (origin: Origin, access: Access): ExportCaller => ({ access, ...DEFAULTS[origin] });

/** Who runs commands on the server: as programs ask, without the site's limit of rows. */
export const operatorCaller = (access: Access): ExportCaller => ({
  ...callerOf('content-api', access),
  isUnlimited: true,
});
