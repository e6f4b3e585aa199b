import { createConnection } from 'node:net';

export const HOST = '127.0.0.1';

/** The databases the integration tests run on; SQLite needs no service. */
export const DATABASES = [
  { name: 'sqlite', title: 'SQLite', port: null },
  { name: 'postgres', title: 'PostgreSQL', port: 5432 },
  { name: 'mysql', title: 'MariaDB', port: 3306 },
];

/** Whether something listens on a port of this machine. */
export const answers = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port, timeout: 2_000 });
    const done = (isUp) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });

/** @returns {Promise<string | null>} why the database cannot be tested on, or `null` */
export const absence = async ({ port }) =>
  port === null || (await answers(port)) ? null : `nothing answers on ${HOST}:${port}`;
