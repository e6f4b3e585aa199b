import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

const EVERY = 25;
const KILOBYTE = 1024;

/** Bytes of memory another process has in use. */
const residentBytes = (pid) => {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * KILOBYTE;
  } catch {
    // No /proc here: not Linux.
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * KILOBYTE;
};

/** Looks at a process's memory until told to stop. @returns what stops, and gives the most that was seen, in bytes */
export const watchMemory = (pid) => {
  let peak = residentBytes(pid);
  const look = () => {
    peak = Math.max(peak, residentBytes(pid));
  };
  const timer = setInterval(look, EVERY);
  return () => {
    clearInterval(timer);
    look();
    return peak;
  };
};
