import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createStrapi } from '@strapi/strapi';

import { seed } from './seed/index';

const APP_DIR = path.join(__dirname, '..');
const DIST_DIR = path.join(APP_DIR, 'dist');

const HELP = `Fills the playground's database (chosen by DATABASE_CLIENT and its friends).

  node --import tsx playground/scripts/seed.ts [sizes] [--reset]

  --hotels 1000             published documents, each with its draft
  --drafts 0.1              further documents that are only drafts, as a part of --hotels
  --mappings-per-hotel 1    --contacts-per-hotel 1    --locations-per-hotel 1
  --orders 1000             --kitchen-sinks 8
  --reset                   empty the content first
`;

const numberOf = (value: string | undefined) => (value === undefined ? undefined : Number(value));

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Sizes which were not given stay undefined: the seed has the defaults. */
const readArguments = () => {
  const size = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      hotels: size,
      drafts: size,
      'mappings-per-hotel': size,
      'contacts-per-hotel': size,
      'locations-per-hotel': size,
      orders: size,
      'kitchen-sinks': size,
      reset: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });

  return {
    help: values.help,
    options: {
      reset: values.reset,
      hotels: numberOf(values.hotels),
      drafts: numberOf(values.drafts),
      mappingsPerHotel: numberOf(values['mappings-per-hotel']),
      contactsPerHotel: numberOf(values['contacts-per-hotel']),
      locationsPerHotel: numberOf(values['locations-per-hotel']),
      orders: numberOf(values.orders),
      kitchenSinks: numberOf(values['kitchen-sinks']),
    },
  };
};

const main = async () => {
  // PostgreSQL and MySQL store a moment without its zone, in the zone of the process.
  process.env['TZ'] ??= 'UTC';
  const { help, options } = readArguments();

  if (help) {
    say(HELP);

    return;
  }

  if (!existsSync(path.join(DIST_DIR, 'config'))) {
    throw new Error('The playground is not compiled: run `npx tsc -p playground` first.');
  }

  const strapi = createStrapi({
    appDir: APP_DIR,
    distDir: DIST_DIR,
    serveAdminPanel: false,
    autoReload: false,
  });
  strapi.log.level = 'error';
  await strapi.load();

  try {
    say(JSON.stringify(await seed(strapi, { ...options, log: say }), null, 2));
  } finally {
    await strapi.destroy();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
