/** Bytes that wait for their turn. Written to the end first, read then. */
export interface ScratchFile {
  /** Adds bytes at the end and waits until they are stored. They must not be changed meanwhile. */
  write(bytes: Uint8Array): Promise<void>;
  /** All bytes from the beginning, in pieces of at most 64 KiB, each in memory of its own. */
  read(): AsyncIterable<Uint8Array>;
}

/**
 * Where an encoder keeps aside what cannot be streamed yet, so that memory stays flat: private, limited in size, and gone
 * when the run ends. Nothing is taken from the machine before the first file is created.
 */
export interface Scratch {
  create(): Promise<ScratchFile>;
  /** Deletes every file, in whatever state it is; nothing can be created or written after it. Safe to call twice. */
  dispose(): Promise<void>;
}
