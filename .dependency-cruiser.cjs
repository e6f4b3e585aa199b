'use strict';

/** Who may import whom; the table of CONTRIBUTING.md, checked. */
const forbidden = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

const server = (folders) => `^server/src/(${folders})/`;

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-undeclared-dependency',
      severity: 'error',
      from: { path: '^(server|admin|shared)/' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        // An optional peer counts as not declared, too.
        dependencyTypesNot: ['npm-peer'],
      },
    },
    forbidden('shared-imports-nothing', '^shared/', '^(?!shared/)', 'Both halves need it, so it may need nothing.'),
    forbidden('row-is-rows', server('row'), '^(?!server/src/row/|shared/)', 'Cells out of rows, nothing else.'),
    forbidden(
      'network-is-addresses',
      server('network'),
      '^(server/src/(?!network/)|admin/)',
      'Ranges, whatever they admit to.',
    ),
    forbidden(
      'points-are-a-ledger',
      server('points'),
      `${server('access|plan|source|encoder|sink|storage|run|job|audit|notify|request|services|controllers|routes|cli')}|node_modules/koa/`,
      'Balances and entries, whatever they are charged for.',
    ),
    forbidden(
      'presets-and-schedules-below-http',
      server('preset|schedule'),
      `${server('source|encoder|sink|storage|plan|run|job|notify|services|controllers|routes|cli')}|node_modules/koa/`,
      'What a schedule needs of the site is handed to it.',
    ),
    forbidden('admin-not-server', '^admin/', '^server/', 'The panel talks to the server over HTTP.'),
    forbidden(
      'request-is-plain',
      server('request|errors|exporter'),
      server('access|plan|source|encoder|sink|storage|run|job|audit|notify|services|controllers|routes|cli'),
      'Requests are parsed without knowing what becomes of them.',
    ),
    forbidden(
      'access-and-plan-are-pure',
      server('access|plan'),
      `${server('source|encoder|sink|storage|run|job|audit|notify|services|controllers|routes|cli')}|node_modules/(koa|knex|@strapi/(database|core|strapi))/`,
      'They get the schema and the ability as arguments.',
    ),
    forbidden(
      'source-only-reads',
      server('source'),
      `${server('encoder|sink|storage|run|job|audit|notify|services|controllers|routes|cli')}|node_modules/koa/`,
      'Rows are read without knowing what is made of them.',
    ),
    forbidden(
      'explain-only-judges',
      server('explain'),
      `${server('access|plan|encoder|sink|storage|run|job|audit|notify|services|controllers|routes|cli')}|node_modules/(koa|knex|@strapi/database)/`,
      'What the database says is handed to it.',
    ),
    forbidden(
      'memory-knows-nobody',
      server('memory'),
      '^(server/src/(?!memory/)|shared/)|node_modules/(koa|knex|@strapi)/',
      'Whoever makes, sends or stores bytes may use it.',
    ),
    forbidden(
      'encoder-is-bytes',
      server('encoder'),
      `${server('access|plan|source|sink|storage|run|job|audit|notify|request|services|controllers|routes|cli|config|errors')}|^(node:)?fs|node_modules/(koa|knex|@strapi)/`,
      'Rows to bytes, nothing else.',
    ),
    forbidden(
      'sink-is-the-end',
      server('sink|storage'),
      server('source|encoder|plan|access|job|run|services|controllers|routes|cli'),
      'Bytes go in, whatever they mean.',
    ),
    forbidden(
      'job-below-http',
      server('job|audit|notify'),
      `${server('source|encoder|plan|services|controllers|routes|cli')}|node_modules/(koa|knex)/`,
      'What a job needs of the site is handed to it.',
    ),
    forbidden(
      'one-file-knows-bullmq',
      '^server/src/(?!job/queue/redis\\.ts)',
      'node_modules/(bullmq|ioredis)/',
      'The queue can be exchanged.',
    ),
    forbidden(
      'run-knows-ports',
      server('run'),
      `^server/src/(source|encoder)/(?!port\\.ts)|${server('sink|storage|job|audit|notify|services|controllers|routes|cli|access|plan')}|node_modules/(koa|knex|@strapi)/`,
      'The pipeline is the same whatever stands at its ends.',
    ),
    forbidden(
      'openapi-only-describes',
      server('openapi'),
      `${server('access|plan|source|encoder|sink|storage|run|job|audit|notify|points|services|controllers|cli|config|database')}|^server/src/routes/(?!table\\.ts)|node_modules/(koa|knex)/`,
      'What is described is handed to it.',
    ),
    forbidden('services-below-http', server('services'), server('controllers|routes|cli')),
    forbidden(
      'controllers-above-all',
      server('controllers'),
      `^server/src/(source|encoder|job)/|node_modules/(knex|@strapi/database)/`,
      'Parse, ask a service, shape the answer.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
