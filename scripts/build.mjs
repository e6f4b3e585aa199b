import { must } from './lib/command.mjs';
import { bin } from './lib/paths.mjs';

// Strapi's own build leaves out the declarations of what both halves share, which those of each half refer to.
await must('strapi-plugin build', bin('strapi-plugin'), ['build', '--sourcemap', '--silent']);
await must('tsc -p shared', bin('tsc'), ['-p', 'shared/tsconfig.build.json']);
