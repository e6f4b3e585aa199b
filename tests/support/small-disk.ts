import { spawnSync } from 'node:child_process';

/** Makes a folder a disk of two megabytes. @returns why that cannot be done, or `false` */
export const mountSmallDisk = (folder: string): string | false => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root can make a small disk';
  const { status, stderr } = spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
  return status === 0 ? false : `no small disk can be made: ${String(stderr).trim()}`;
};

export const unmount = (folder: string): void => {
  spawnSync('/usr/bin/umount', [folder]);
};
