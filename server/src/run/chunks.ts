import type { Chunk, Ending } from '../encoder/port';

/** The pieces of a file's end, one by one. */
export const chunksOf = async function* (ending: Ending): AsyncGenerator<Chunk, void, undefined> {
  if (typeof ending === 'object' && Symbol.asyncIterator in ending) yield* ending;
  else yield await ending;
};
