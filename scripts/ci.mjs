import process from 'node:process';
import { run } from './lib/command.mjs';
import { createTally, readClosingLine } from './lib/tally.mjs';

// Everything the project checks, in order; called by .ci/run with CI=true.

/** One group after the other; what is in one runs side by side, and the output of all but the first is shown when they end. */
const GROUPS = [
  [{ name: 'npm test', command: ['npm', ['test']], timeout: 65 * 60_000 }],
  [
    { name: 'browser suite', command: [process.execPath, ['scripts/test-e2e.mjs']], timeout: 40 * 60_000 },
    // It waits for npm and the disk, half of its time.
    { name: 'packaging check', command: [process.execPath, ['scripts/check-package.mjs']], timeout: 30 * 60_000 },
  ],
  [
    {
      name: 'short chaos run',
      command: [process.execPath, ['scripts/test-chaos.mjs', '--jobs', '20', '--minutes', '1']],
      timeout: 10 * 60_000,
    },
  ],
  // Measured alone.
  [{ name: 'speed', command: [process.execPath, ['bench/guard.mjs']], timeout: 10 * 60_000 }],
];

const tally = createTally();
const results = [];

const runStage = async ({ name, command, timeout }, isShown) => {
  if (isShown) tally.say(`\n== ${name}\n`);
  const { code, output, milliseconds } = await run(...command, { timeout, show: isShown });
  const counts = readClosingLine(output);
  // A stage that died before its closing line, or that failed without saying what, counts as one failure.
  const isSilent = counts === null || (code !== 0 && counts.failed === 0);
  return { name, output, isShown, result: { ...counts, ...(isSilent && { failed: 1 }), milliseconds } };
};

for (const group of GROUPS) {
  const ended = await Promise.all(group.map((stage, at) => runStage(stage, at === 0)));
  for (const { name, output, isShown, result } of ended) {
    if (!isShown) tally.say(`\n== ${name}\n\n${output.trimEnd()}`);
    results.push({ name, ...result });
  }
}

tally.say('\n== All\n');
for (const { name, ...result } of results) tally.step(name, result);
tally.close();
