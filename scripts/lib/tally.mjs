import process from 'node:process';

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/** Counts what passed, failed and was skipped, and says each step in one line. */
export const createTally = () => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const say = (line) => process.stdout.write(`${line}\n`);

  return {
    say,
    failures,
    /**
     * One step of one or more checks.
     *
     * @param {string} name
     * @param {{ passed?: number, failed?: number, skipped?: number, milliseconds?: number, note?: string, output?: string }} result
     *   `output` is printed when the step failed
     */
    step: (name, { passed = 0, failed = 0, skipped = 0, milliseconds, note, output }) => {
      counts.passed += passed;
      counts.failed += failed;
      counts.skipped += skipped;
      if (failed > 0) failures.push(name);
      const word = failed > 0 ? 'FAILED' : 'ok';
      const tests = passed + failed + skipped > 1 ? `${passed} passed, ${failed} failed` : '';
      const details = [tests, skipped > 0 ? `${skipped} skipped` : '', note].filter((part) => part).join(', ');
      const time = milliseconds === undefined ? '' : seconds(milliseconds);
      say(`${word.padEnd(8)}${name.padEnd(34)}${time.padStart(8)}${details === '' ? '' : `  ${details}`}`);
      if (failed > 0 && output !== undefined && output.trim() !== '') say(`\n${output.trimEnd()}\n`);
    },
    skip: (name, reason) => {
      counts.skipped += 1;
      say(`SKIPPED ${name}: ${reason}`);
    },
    /** The closing line, and the exit code. */
    close: () => {
      if (failures.length > 0) say(`\nFailed: ${failures.join('; ')}`);
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
      say(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
      process.exitCode = counts.failed > 0 ? 1 : 0;
    },
  };
};

const CLOSING = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;

/** Reads the closing line of another run. @returns `null` when there is none: it did not get to its end */
export const readClosingLine = (output) => {
  const last = [...output.matchAll(CLOSING)].at(-1);
  if (last === undefined) return null;
  const [passed, failed, skipped] = last.slice(1).map((text) => Number(text ?? 0));
  return { passed, failed, skipped };
};

/** Runs jobs, at most `width` at a time, in their order. */
export const inParallel = async (width, jobs) => {
  const queue = [...jobs];
  const worker = async () => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) await job();
  };
  await Promise.all(Array.from({ length: width }, worker));
};
