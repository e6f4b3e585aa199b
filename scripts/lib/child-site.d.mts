/** A Strapi site that runs as a process of its own. */
export interface ChildSite {
  readonly pid: number;
  readonly url: string;
  /** Its exit code. */
  readonly exit: Promise<number>;
  /** Asks it to end, and makes it after 15 seconds. */
  stop(): Promise<void>;
}

export function startSite(command: {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<ChildSite>;
