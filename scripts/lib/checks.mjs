import assert from 'node:assert/strict';
import { createTally } from './tally.mjs';

/** A row of checks that run one after another, each counted; one that fails does not stop the next. */
export const createChecks = () => {
  const tally = createTally();
  return {
    tally,
    assert,
    /** @returns whether it passed */
    check: async (name, body) => {
      const started = performance.now();
      let error = null;
      let note;
      try {
        note = (await body()) ?? undefined;
      } catch (thrown) {
        error = thrown instanceof Error ? thrown : new Error(String(thrown));
      }
      const isPassed = error === null;
      const milliseconds = performance.now() - started;
      const output = error === null ? '' : `${error.message.slice(0, 4_000)}\n`;
      tally.step(name, { passed: Number(isPassed), failed: Number(!isPassed), milliseconds, note, output });
      return isPassed;
    },
  };
};
