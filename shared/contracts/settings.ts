/**
 * What the site's configuration says, for whoever looks after exports. It is changed in `config/plugins`.
 *
 * - `GET /export/settings` → {@link SettingsAnswer}; needs the right `settings.read`
 */

/** Spans are in milliseconds, sizes in bytes; `null` is no limit. */
export interface Settings {
  readonly limits: {
    /** Most rows of one export. */
    readonly maxRows: number | null;
    /** Rows from which an export is a job. */
    readonly backgroundFrom: number;
    /** Direct downloads at once, as it comes out where it is not configured. */
    readonly streams: number;
    readonly streamsPerCaller: number;
    /** Jobs at once: in each process, of one requester, in all. */
    readonly jobsPerProcess: number;
    readonly jobsPerRequester: number;
    readonly jobs: number | null;
    /** Jobs that may wait: of one requester, in all. */
    readonly waitingPerRequester: number;
    readonly waiting: number;
  };
  readonly expiry: {
    readonly files: number;
    /** By name of an exporter; comes first. */
    readonly filesByExporter: Readonly<Record<string, number>>;
    /** By role. */
    readonly filesByRole: Readonly<Record<string, number>>;
    readonly records: number;
  };
  /** Addresses and ranges that exports may be asked for from. */
  readonly addresses: {
    readonly everybody: readonly string[] | null;
    readonly byRole: Readonly<Record<string, readonly string[]>>;
    readonly byExporter: Readonly<Record<string, readonly string[]>>;
  };
  readonly storage: {
    readonly driver: 'local' | 's3' | 'upload';
    readonly maxBytes: number | null;
    readonly minFreeBytes: number;
  };
  readonly queue: { readonly driver: 'database' | 'redis'; readonly isWorkerHere: boolean };
  readonly notices: { readonly email: boolean };
  /** What the content API serves: names of exporters and UIDs. */
  readonly contentApi: readonly string[];
}

export interface SettingsAnswer {
  readonly data: Settings;
}
