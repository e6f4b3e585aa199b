import process from 'node:process';
import { parseArgs } from 'node:util';

/** Reads `--only`, where it is one of some names. @returns the name, or `undefined`; ends the process after `--help` */
export const readOnly = (help, names) => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(help);
    process.exit(0);
  }
  if (values.only !== undefined && !names.includes(values.only)) {
    process.stderr.write(`--only must be one of ${names.join(', ')}.\n`);
    process.exit(2);
  }
  return values.only;
};
