import type { Core } from '@strapi/types';
import type { Settings } from '../../../shared/contracts/settings';
import { configOf } from '../config';
import { jobsAtOnce, streamsAtOnce } from './connections';
import type { ExportersService } from './exporters';

export interface SettingsInput {
  readonly strapi: Core.Strapi;
  readonly exporters: ExportersService;
}

/** What the configuration comes to. Nothing of it is a secret: neither addresses of servers nor keys. */
export const createSettingsService = ({ strapi, exporters }: SettingsInput) => {
  const limits = (): Settings['limits'] => {
    const { maxRows, backgroundFrom, maxStreams, maxStreamsPerCaller, jobs } = configOf(strapi);
    return {
      ...{ maxRows, backgroundFrom },
      streams: maxStreams ?? streamsAtOnce(strapi),
      streamsPerCaller: maxStreamsPerCaller,
      jobsPerProcess: jobsAtOnce(strapi),
      jobsPerRequester: jobs.maxRunningPerRequester,
      jobs: jobs.maxRunning,
      waitingPerRequester: jobs.maxWaitingPerRequester,
      waiting: jobs.maxWaiting,
    };
  };

  const addresses = (): Settings['addresses'] => {
    const { default: everybody, roles: byRole } = configOf(strapi).allowedAddresses;
    const own = exporters
      .all('panel')
      .flatMap(({ name, allowedAddresses }) => (allowedAddresses === null ? [] : [[name, allowedAddresses] as const]));
    return { everybody, byRole, byExporter: Object.fromEntries(own) };
  };

  return {
    read: (): Settings => {
      const { jobs, storage, queue, worker, notify } = configOf(strapi);
      const { default: files, exporters: filesByExporter, roles: filesByRole } = jobs.fileLifetime;
      const { driver, maxBytes, minFreeBytes } = storage;
      return {
        limits: limits(),
        expiry: { files, filesByExporter, filesByRole, records: jobs.recordLifetime },
        addresses: addresses(),
        storage: { driver, maxBytes, minFreeBytes },
        queue: { driver: queue.driver, isWorkerHere: worker.enabled },
        notices: { email: notify.email.enabled },
        contentApi: exporters.all('content-api').map(({ name }) => name),
      };
    },
  };
};

export type SettingsService = ReturnType<typeof createSettingsService>;
