import process from 'node:process';
import { bin, ROOT } from './paths.mjs';
import { BUILD_PLUGIN, BUILD_SITE } from './setup.mjs';

/**
 * Checks that run no code of the plugin, in groups: the checks of one group run side by side, and need the groups before.
 * `isNeeded` marks what the tests cannot do without, `isLong` what takes minutes of a processor.
 */
export const STATIC_CHECKS = [
  [
    { name: 'types', command: [bin('tsc'), ['-p', 'tsconfig.json']] },
    { name: 'formatting', command: [bin('prettier'), ['--check', '--log-level', 'warn', '.']] },
    {
      name: 'imports',
      command: [bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'server', 'shared', 'admin']],
    },
    { name: 'error reference', command: [process.execPath, ['scripts/generate-errors.mjs', '--check']] },
  ],
  [{ name: 'build', command: BUILD_PLUGIN, isNeeded: true }],
  // From here on the plugin is imported by its name, as a site does.
  [{ name: 'playground', command: BUILD_SITE, isNeeded: true }],
  [
    { name: 'lint', command: [bin('eslint'), ['--max-warnings', '0', '.']], isLong: true },
    { name: 'types of playground scripts', command: [bin('tsc'), ['-p', 'playground/scripts/tsconfig.json']] },
    { name: 'verify', command: [bin('strapi-plugin'), ['verify', '--silent']] },
    { name: 'package', command: [bin('publint'), ['--strict', ROOT]] },
    { name: 'size of the panel’s first load', command: [process.execPath, ['scripts/check-admin-size.mjs']] },
    { name: 'API description', command: [process.execPath, ['scripts/generate-openapi.mjs', '--check']] },
    { name: 'unused code', command: [bin('knip'), ['--treat-config-hints-as-errors']] },
  ],
];
