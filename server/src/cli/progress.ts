import { Presets, SingleBar } from 'cli-progress';

/** Tells a person at a terminal how far the export is. */
export interface Progress {
  total(rows: number): void;
  rows(rows: number): void;
  stop(): void;
}

const SILENT: Progress = { total: () => undefined, rows: () => undefined, stop: () => undefined };

/** A bar on standard error, where that is a terminal. */
export const createProgress = (stream: NodeJS.WriteStream): Progress => {
  if (!stream.isTTY) return SILENT;
  const format = ' {bar} {percentage}% | {value} of {total} rows | {eta_formatted} left';
  const bar = new SingleBar({ stream, format, hideCursor: true, fps: 4, etaBuffer: 50 }, Presets.shades_classic);
  return {
    total: (rows) => {
      bar.start(rows, 0);
    },
    rows: (rows) => {
      // Without a snapshot more rows may come than were counted.
      if (rows > bar.getTotal()) bar.setTotal(rows);
      bar.update(rows);
    },
    stop: () => {
      bar.stop();
    },
  };
};
