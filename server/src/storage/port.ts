import type { Readable, Writable } from 'node:stream';

/** What a storage needs to find a file again: the key, and what the storage itself gave for it. */
export interface StoredFile {
  /** Made of a job's id and attempt: letters, digits and hyphens. */
  readonly key: string;
  /** Plain JSON that `publish` returned; `null` where the key alone is enough. */
  readonly reference: unknown;
}

/** What a file is, for storages that tell others. */
export interface FileDescription {
  readonly name: string;
  readonly mime: string;
}

/** A file on its way; it does not exist under its key before `publish`, or not yet for anybody who goes by records. */
export interface Upload {
  /** Ended when the file is whole, destroyed when it is not. Finishes when every byte is safe. */
  readonly stream: Writable;
  /**
   * Makes the whole file available under its key.
   *
   * @returns what must be kept to find it again, see `StoredFile.reference`
   * @throws ExportError `EXPORT_STORAGE_FAILED`
   */
  publish(): Promise<unknown>;
  /** Deletes whatever was written, published or not. Never throws; safe to call in every state. */
  discard(): Promise<void>;
}

/** Bytes from `start` to `end`, both included, as HTTP counts them. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Something found in the storage, finished or not. */
export interface FoundFile {
  /** The key of a finished file, or what an unfinished one will have. */
  readonly key: string;
  readonly isFinished: boolean;
  readonly modifiedAt: Date;
  remove(): Promise<void>;
}

/** A sign that a process left. */
export interface Marker {
  readonly name: string;
  readonly leftAt: Date;
}

/** Signs on a disk; a process that does not see another's sign does not share its disk. */
export interface Markers {
  leave(name: string): Promise<void>;
  sees(name: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  list(): Promise<readonly Marker[]>;
}

/**
 * Where finished files live. Every adapter passes `tests/conformance/storage`.
 *
 * Errors that say what the storage said are kept as `cause`; what is thrown is an `ExportError`, `EXPORT_STORAGE_FULL`
 * where there is no room, `EXPORT_STORAGE_FAILED` otherwise.
 */
export interface FileStorage {
  readonly name: 'local' | 's3' | 'upload';
  /**
   * Signs that processes leave for each other, where a file is only found again by whoever sees the same disk; `null`
   * where all see the same by nature.
   */
  readonly markers: Markers | null;
  create(key: string, description: FileDescription): Promise<Upload>;
  /**
   * Reads a file, or a part of it.
   *
   * @returns `null` when there is no such file
   */
  read(file: StoredFile, range?: ByteRange): Promise<Readable | null>;
  /** Deletes a finished file; one that is not there is no error. */
  delete(file: StoredFile): Promise<void>;
  /** Everything that lies there, for the clean-up; nothing where a storage cannot tell. */
  list(): AsyncIterable<FoundFile>;
  /** @throws ExportError when nothing can be written at this moment */
  check(): Promise<void>;
  /** Bytes that are free, `null` where nobody knows. */
  freeBytes(): Promise<number | null>;
}
