import process from 'node:process';
import { run } from './lib/command.mjs';
import { createTally, readClosingLine } from './lib/tally.mjs';

// Everything the project checks, in order; called by .ci/run with CI=true.

const STAGES = [
  { name: 'npm test', command: ['npm', ['test']], timeout: 65 * 60_000 },
  { name: 'browser suite', command: [process.execPath, ['scripts/test-e2e.mjs']], timeout: 40 * 60_000 },
  {
    name: 'short chaos run',
    command: [process.execPath, ['scripts/test-chaos.mjs', '--jobs', '20', '--minutes', '1']],
    timeout: 10 * 60_000,
  },
  { name: 'speed', command: [process.execPath, ['bench/guard.mjs']], timeout: 10 * 60_000 },
  { name: 'packaging check', command: [process.execPath, ['scripts/check-package.mjs']], timeout: 20 * 60_000 },
];

const tally = createTally();
const results = [];

for (const { name, command, timeout } of STAGES) {
  tally.say(`\n== ${name}\n`);
  const { code, output, milliseconds } = await run(...command, { timeout, show: true });
  const counts = readClosingLine(output);
  // A stage that died before its closing line, or that failed without saying what, counts as one failure.
  const isSilent = counts === null || (code !== 0 && counts.failed === 0);
  results.push({ name, ...counts, ...(isSilent && { failed: 1 }), milliseconds });
}

tally.say('\n== All\n');
for (const { name, ...result } of results) tally.step(name, result);
tally.close();
