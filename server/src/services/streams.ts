import type { ServerResponse } from 'node:http';
import type { Core } from '@strapi/types';
import { configOf } from '../config';
import { ExportError } from '../errors/export-error';
import type { Plan } from '../plan/plan';
import { createStreamSlots } from '../run/stream-slots';
import { createHttpSink } from '../sink/http';
import type { ExportCaller, ExportResult, ExportsService } from './exports';

/** Connections of the pool that downloads leave to the rest of the site. */
const CONNECTIONS_KEPT = 4;

interface Pool {
  readonly max?: number;
}

export interface StreamsInput {
  readonly strapi: Core.Strapi;
  readonly exports: ExportsService;
}

/** Streams exports straight into HTTP responses. */
export const createStreamsService = ({ strapi, exports }: StreamsInput) => {
  const config = configOf(strapi);
  const { pool } = strapi.db.connection.client as { pool?: Pool };
  const slots = createStreamSlots({
    overall: config.maxStreams ?? Math.max(1, (pool?.max ?? 1) - CONNECTIONS_KEPT),
    perCaller: config.maxStreamsPerCaller,
  });

  return {
    /**
     * Writes the plan's file into the response and resolves when the client has it.
     *
     * @throws ExportError or any error; when headers are out by then, the connection has been broken
     */
    stream: async (plan: Plan, caller: ExportCaller, response: ServerResponse): Promise<ExportResult> => {
      const { kind, id } = caller.access.requester;
      const giveBack = slots.take(`${kind}:${id}`);
      const abort = new AbortController();
      const stop = (error: ExportError) => (): void => abort.abort(error);
      const cancel = stop(new ExportError('EXPORT_CANCELLED'));
      // The close also follows a whole response; `writableFinished` is of no use, since it is true of a broken one too.
      let isFinished = false;
      response.once('finish', () => {
        isFinished = true;
        // The client may ask for the next file now, while this run still clears away.
        giveBack();
      });
      const onClose = (): void => {
        if (!isFinished) cancel();
      };
      if (response.destroyed || response.socket?.destroyed !== false) cancel();
      const timer = setTimeout(stop(new ExportError('EXPORT_TOO_SLOW')), config.streamMaxDuration);
      response.once('close', onClose);
      try {
        const sink = createHttpSink(response, exports.fileOf(plan), {
          stallTimeout: config.streamStallTimeout,
          onStall: stop(new ExportError('EXPORT_STALLED')),
        });
        return await exports.run({ plan, caller, sink, signal: abort.signal, wantsChecksum: false });
      } catch (error) {
        throw abort.signal.aborted ? abort.signal.reason : error;
      } finally {
        clearTimeout(timer);
        response.removeListener('close', onClose);
        giveBack();
      }
    },
  };
};

export type StreamsService = ReturnType<typeof createStreamsService>;
