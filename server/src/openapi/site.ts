import type { Format } from '../../../shared/formats';
import type { Exporter } from '../exporter/exporter';

/** An exporter that is open to the content API, with what its content type and the configuration add to it. */
export interface OpenExporter {
  readonly exporter: Exporter;
  /** What editors call it. */
  readonly label: string;
  readonly hasDrafts: boolean;
  readonly isLocalized: boolean;
  /** Most rows of one export, `null` for no limit. */
  readonly maxRows: number | null;
  /** Rows from which a `POST` answers with a job. */
  readonly backgroundFrom: number;
}

/** What the API description is made of. */
export interface DescribedSite {
  /** The plugin's version. */
  readonly version: string;
  /** The site's address, without a slash at its end. */
  readonly url: string;
  /** The path before the plugin's routes, such as `/api/export`. */
  readonly prefix: string;
  /** Of each format's file. */
  readonly mediaTypes: Readonly<Record<Format, string>>;
  /** Of a file that is compressed as a whole. */
  readonly gzipMediaType: string;
  readonly exporters: readonly OpenExporter[];
}
