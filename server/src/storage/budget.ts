import { ExportError } from '../errors/export-error';

export interface BudgetInput {
  /** Most bytes of finished files, unfinished ones and temporary ones together; `null` for no ceiling. */
  readonly maxBytes: number | null;
  /** Bytes of the disk that are left to others. */
  readonly minFreeBytes: number;
  /** Bytes of the finished files, as their records tell. */
  stored(): Promise<number>;
  /** Bytes that are free, `null` where nobody knows. */
  free(): Promise<number | null>;
}

/** What one run takes of the room. */
export interface Share {
  /** @throws ExportError `EXPORT_STORAGE_FULL` when the bytes do not fit */
  take(bytes: number): void;
  /** Gives it all back. Safe to call twice. */
  end(): void;
}

/** How many bytes may be written before the disk is looked at again. */
const LOOK_EVERY = 32 * 1024 * 1024;

const full = (message: string): ExportError =>
  new ExportError('EXPORT_STORAGE_FULL', { problems: [{ field: 'storage', rule: 'no_room', message }] });

/** The room for files: a ceiling of our own, and a rest of the disk that is never touched. */
export const createBudget = ({ maxBytes, minFreeBytes, stored, free }: BudgetInput) => {
  /** What all runs of this process have taken: none of them may take what another already has. */
  let inFlight = 0;
  /** What finished files leave of the ceiling, as it was when it was last looked at. */
  let room = Number.POSITIVE_INFINITY;

  const ceilingReached = (): ExportError => full(`The files have reached their ceiling of ${String(maxBytes)} bytes.`);

  const look = async (): Promise<void> => {
    const freeBytes = await free();
    if (freeBytes !== null && freeBytes < minFreeBytes) {
      throw full(`Less than ${minFreeBytes} bytes of the disk are free.`);
    }
    if (maxBytes === null) return;
    room = maxBytes - (await stored());
    if (inFlight >= room) throw ceilingReached();
  };

  return {
    /**
     * Whether there is room at all.
     *
     * @throws ExportError `EXPORT_STORAGE_FULL`
     */
    check: look,

    /**
     * The room of one run.
     *
     * @throws ExportError `EXPORT_STORAGE_FULL`
     */
    share: async (): Promise<Share> => {
      await look();
      let own = 0;
      let unseen = 0;
      let isOver = false;
      let failure: ExportError | null = null;
      const lookAgain = (): void => {
        unseen = 0;
        look().catch((error: unknown) => {
          // Only a full disk counts here: a database that does not answer is told by whoever needs it.
          if (error instanceof ExportError) failure = error;
        });
      };
      return {
        take: (bytes) => {
          // A run that was given up may still write for a moment.
          if (isOver) return;
          if (failure !== null) throw failure;
          own += bytes;
          inFlight += bytes;
          unseen += bytes;
          if (inFlight > room) throw ceilingReached();
          if (unseen >= LOOK_EVERY) lookAgain();
        },
        end: () => {
          isOver = true;
          inFlight -= own;
          own = 0;
        },
      };
    },
  };
};

export type Budget = ReturnType<typeof createBudget>;
