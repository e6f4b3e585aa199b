import { readFileSync, writeFileSync } from 'node:fs';

/** What the kernel knows of a process. Linux only, as is all of this. */

const KILOBYTE = 1024;
/** Milliseconds of one tick of the clock that processor time is counted in: `getconf CLK_TCK` is 100 on every Linux. */
const TICK = 10;

const read = (pid, name) => readFileSync(`/proc/${pid}/${name}`, 'utf8');

/** Milliseconds of processor time that a process has used. */
const cpuOf = (pid) => {
  // The name before it may hold anything, up to the last bracket.
  const fields = read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK;
};

/** Bytes of memory that it had at most, since it began or was last told to forget. */
const peakOf = (pid) => Number(/^VmHWM:\s+(\d+) kB/m.exec(read(pid, 'status'))?.[1] ?? 0) * KILOBYTE;

/** @returns {{ peak: number, cpu: number }} bytes and milliseconds; zeros for one that has ended */
export const figuresOf = (pid) => {
  try {
    return { peak: peakOf(pid), cpu: cpuOf(pid) };
  } catch {
    return { peak: 0, cpu: 0 };
  }
};

/** Lets the kernel forget how much a process once had (proc(5), clear_refs). */
export const forgetPeak = (pid) => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** The median of some numbers, and the least and the largest. */
export const spread = (values) => {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1) };
};
