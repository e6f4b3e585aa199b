import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const SCRIPT = path.join(__dirname, 'read-xlsx.py');

/** The rows of all sheets of a workbook, headers included, as openpyxl reads them. */
export const pythonRows = async (file: Buffer): Promise<readonly unknown[][]> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'export-python-'));
  try {
    const workbook = path.join(folder, 'workbook.xlsx');
    writeFileSync(workbook, file);
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [SCRIPT, workbook], { maxBuffer: 2 ** 30 });
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown[]);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
