import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Core } from '@strapi/types';
import type { Origin } from '../access/credential';
import type { AuditEntry, AuditLog, CallOrigin } from '../audit/entry';
import { configOf } from '../config';
import { ExportError } from '../errors/export-error';
import { failureOf } from '../job/failure';
import type { Plan } from '../plan/plan';
import { createStreamSlots } from '../run/stream-slots';
import { createHttpSink } from '../sink/http';
import type { BillingService } from './billing';
import { streamsAtOnce } from './connections';
import type { ExportCaller, ExportResult, ExportsService } from './exports';

export interface StreamsInput {
  readonly strapi: Core.Strapi;
  readonly exports: ExportsService;
  readonly audit: AuditLog;
  readonly billing: BillingService;
}

/** A file that is made while it is sent. */
export interface StreamInput {
  readonly plan: Plan;
  readonly caller: ExportCaller;
  readonly origin: Origin;
  readonly call: CallOrigin;
  readonly response: ServerResponse;
}

/** Streams exports straight into HTTP responses. */
export const createStreamsService = ({ strapi, exports, audit, billing }: StreamsInput) => {
  const config = configOf(strapi);
  const slots = createStreamSlots({
    overall: config.maxStreams ?? streamsAtOnce(strapi),
    perCaller: config.maxStreamsPerCaller,
  });

  const streamFile = async ({ plan, caller, response }: StreamInput, giveBack: () => void): Promise<ExportResult> => {
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
    if (response.destroyed || response.socket?.destroyed !== false) cancel();
    const timer = setTimeout(stop(new ExportError('EXPORT_TOO_SLOW')), config.streamMaxDuration);
    const sink = createHttpSink(response, exports.fileOf(plan), {
      stallTimeout: config.streamStallTimeout,
      onStall: stop(new ExportError('EXPORT_STALLED')),
      onLost: cancel,
    });
    // A run that fails breaks the connection by itself.
    const onClose = (): void => {
      if (!isFinished && sink.errored === null) cancel();
    };
    response.once('close', onClose);
    try {
      return await exports.run({ plan, caller, sink, signal: abort.signal, wantsChecksum: false });
    } catch (error) {
      throw abort.signal.aborted ? abort.signal.reason : error;
    } finally {
      clearTimeout(timer);
      response.removeListener('close', onClose);
    }
  };

  /** What the log says of an error. */
  const endOf = (error: unknown): Pick<AuditEntry, 'event' | 'code' | 'reason'> => {
    const { code, message } = failureOf(error);
    return { event: code === 'EXPORT_CANCELLED' ? 'cancelled' : 'failed', code, reason: message };
  };

  const streamPaid = async (input: StreamInput, giveBack: () => void): Promise<ExportResult> => {
    const { plan, caller, origin, call } = input;
    const { request, exporter } = plan;
    const { requester } = caller.access;
    const about = { requester, call, origin, exporter: exporter.name, format: request.format };
    const columns = plan.columns.map(({ key }) => key);
    const write = async (entry: Pick<AuditEntry, 'event' | 'code' | 'reason' | 'rows' | 'bytes'>): Promise<void> => {
      await audit.write({ ...about, ...entry }).catch((error: unknown) => {
        strapi.log.error(
          `[export] The end of a download of ${exporter.name} is not in the log: ${(error as Error).message}`,
        );
      });
    };
    const paid = await billing.chargeStream(plan, caller.access);
    try {
      // Nothing leaves that the log does not know of.
      await audit.write({ ...about, event: 'requested', filters: request.filters ?? null, columns });
      // On SQLite this was no waiting, and the first rows would be read in the same turn of the event loop.
      await nextTurn();
      const result = await streamFile(input, giveBack);
      await paid.settle(result.rows);
      await write({ event: 'completed', rows: result.rows, bytes: result.bytes });
      return result;
    } catch (error) {
      await paid.fail(error);
      await write(endOf(error));
      throw error;
    }
  };

  return {
    /**
     * Writes the plan's file into the response and resolves when the client has it.
     *
     * @throws ExportError or any error; when headers are out by then, the connection has been broken
     */
    stream: async (input: StreamInput): Promise<ExportResult> => {
      const { kind, id } = input.caller.access.requester;
      const giveBack = slots.take(`${kind}:${id}`);
      try {
        return await streamPaid(input, giveBack);
      } finally {
        giveBack();
      }
    },
  };
};

export type StreamsService = ReturnType<typeof createStreamsService>;
