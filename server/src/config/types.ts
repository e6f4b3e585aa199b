/** Where finished files are kept. Exactly one of the drivers is used. */
export interface StorageConfig {
  /** `local`: a folder of the server; `s3`: an S3-compatible bucket; `upload`: the site's own upload provider. Default: `local`. */
  readonly driver: 'local' | 's3' | 'upload';
  readonly local: {
    /** A folder outside of `public`, absolute or from the site's folder. Made when missing. Default: `.tmp/exports`. */
    readonly directory: string;
  };
  /** Only for the driver `s3`; needs the packages `@aws-sdk/client-s3` and `@aws-sdk/lib-storage`. Default: `null`. */
  readonly s3: {
    readonly bucket: string;
    /** Begins the name of every object, such as `exports/`. Default: `exports/`. */
    readonly prefix?: string | undefined;
    /** Handed to the AWS SDK's `S3Client`: `region`, `endpoint`, `credentials`, `forcePathStyle` and so on. */
    readonly client: Readonly<Record<string, unknown>>;
  } | null;
  /** Most bytes of all files together, finished, unfinished and temporary; `null` for no ceiling. Default: 10 GiB. */
  readonly maxBytes: number | null;
  /** Bytes of the disk that exports never touch, where a disk is used. Default: 512 MiB. */
  readonly minFreeBytes: number;
}

/** How jobs find workers. */
interface QueueConfig {
  /** `database` needs no other service; `redis` hands over at once and suits many processes. Default: `database`. */
  readonly driver: 'database' | 'redis';
  /** Milliseconds between two looks at the table with the driver `database`. Default: 1,000. */
  readonly pollInterval: number;
  /** Only for the driver `redis`: an address (`redis://…`), or options of ioredis. Default: `null`. */
  readonly redis: string | Readonly<Record<string, unknown>> | null;
  /** Begins all keys in Redis; sites that share a server need different ones. Default: `content-export`. */
  readonly prefix: string;
}

/** What this process does for jobs. */
interface WorkerConfig {
  /** Whether this process runs jobs; `strapi-export worker` always does. Default: `true`. */
  readonly enabled: boolean;
  /** Jobs that it runs at once; each holds a database connection, so at most the pool's maximum less 2. Default: 2. */
  readonly concurrency: number;
  /** Milliseconds without a sign of life after which a job's worker counts as dead, at least 5,000. Default: 30,000. */
  readonly lostAfter: number;
}

/** Limits and times of jobs. */
interface JobsConfig {
  /** Runs that may end in a fault of the server before the job fails. Default: 3. */
  readonly maxAttempts: number;
  /**
   * Jobs that run at once in all processes; more wait. Looked up before each start, so several processes that start jobs
   * in the same moment can be above it for a while. Default `null`: as many as there are workers for.
   */
  readonly maxRunning: number | null;
  /** Jobs of one requester that run at once, looked up likewise; more wait. Default: 2. */
  readonly maxRunningPerRequester: number;
  /** Jobs of one requester that wait at once; more are refused with 429. Default: 10. */
  readonly maxWaitingPerRequester: number;
  /** Jobs that wait at once in all; more are refused with 429. Default: 1,000. */
  readonly maxWaiting: number;
  /**
   * Milliseconds without any progress after which an attempt is given up, as one that a database or storage holds up
   * which hangs; it counts as a fault and is tried again. At least 10,000. Default: 900,000 (a quarter of an hour).
   */
  readonly stallTimeout: number;
  /** How long files are kept, in milliseconds. */
  readonly fileLifetime: {
    /** Default: 86,400,000 (24 hours). */
    readonly default: number;
    /** By exporter; comes first. Default: none. */
    readonly exporters: Readonly<Record<string, number>>;
    /** By code of a panel role or type of an end user's role; the longest of a requester's counts. Default: none. */
    readonly roles: Readonly<Record<string, number>>;
  };
  /** Milliseconds that records of ended jobs are kept. Default: 7,776,000,000 (90 days). */
  readonly recordLifetime: number;
  /** Milliseconds between two looks for what is out of time. Default: 60,000. */
  readonly expiryInterval: number;
  /**
   * Whether the same request of the same requester is answered with a file that is there already, if the rights are
   * still the same; it always tells of which moment it is. Default: `false`.
   */
  readonly reuseFinished: boolean;
}

/** Points that end users pay for exports of exporters that have a `cost`. */
interface PointsConfig {
  /** Types of end users' roles that pay nothing. Default: none. */
  readonly exemptRoles: readonly string[];
}

/**
 * Addresses that exports may be asked for and downloaded from: single ones, or ranges in CIDR notation, IPv4 and IPv6.
 * Every list that applies must have the address, an exporter's own too. The address is the one that Strapi trusts, so
 * behind a proxy `server.proxy` has to be right. Neither the command line nor jobs that run are limited.
 */
interface AllowedAddressesConfig {
  /** For everybody; `null` for no limit. Default: `null`. */
  readonly default: readonly string[] | null;
  /**
   * By code of a panel role or type of an end user's role. Of a requester's roles that have lists, one list must have
   * the address; an admin token is limited as its owner is. Default: none.
   */
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

/** Messages about jobs that ended, beside the events `export.completed` and `export.failed`. */
interface NotifyConfig {
  readonly email: {
    /** Whether whoever asked gets an e-mail, through the site's email plugin. Default: `false`. */
    readonly enabled: boolean;
    /** Sender; the email plugin's own when left out. */
    readonly from?: string | undefined;
    readonly replyTo?: string | undefined;
  };
}

/** The plugin's configuration: `config/plugins.ts`, key `content-export.config`. */
export interface ExportConfig {
  readonly contentApi: {
    /**
     * UIDs of the content types that end users and API tokens may export. Nothing is open by itself, since a site's own
     * policies on its `find` routes are not seen by an export. Default: none.
     */
    readonly contentTypes: readonly string[];
  };
  /** Most rows one export may have, `null` for no limit; the command line has none. Default: 100,000. */
  readonly maxRows: number | null;
  /** `POST /:exporter` answers with a job from so many rows on, and with the file itself below. Default: 5,000. */
  readonly backgroundFrom: number;
  /**
   * Direct downloads that may run at once. Default `null`: the connection pool's maximum less 2 and the jobs that run
   * here at once, at least 1, so that the site always keeps connections for itself.
   */
  readonly maxStreams: number | null;
  /** Direct downloads that one caller may run at once. Default: 2. */
  readonly maxStreamsPerCaller: number;
  /** Milliseconds after which a client that accepts no byte is cut. Default: 60,000. */
  readonly streamStallTimeout: number;
  /** Milliseconds after which any direct download is cut. Default: 3,600,000 (an hour). */
  readonly streamMaxDuration: number;
  /**
   * Bytes of temporary files that one Excel file with several sheets may need: sheets after the first wait there,
   * compressed. Default: 1,073,741,824 (1 GiB).
   */
  readonly maxScratchBytes: number;
  /**
   * Cells that are encoded in one go before other requests get their turn; one query reads up to six times as many, on
   * SQLite twice as many, and half where rows need other rows. More is slightly faster for the export and slower for
   * everybody else. Default: 4,000.
   */
  readonly batchCells: number;
  /** zlib level of Excel files, 1 (fast) to 9 (small). Default: 1, a fifth larger and three times faster than 6. */
  readonly xlsxCompressionLevel: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  readonly queue: QueueConfig;
  readonly worker: WorkerConfig;
  readonly jobs: JobsConfig;
  readonly storage: StorageConfig;
  readonly points: PointsConfig;
  readonly allowedAddresses: AllowedAddressesConfig;
  readonly notify: NotifyConfig;
}
