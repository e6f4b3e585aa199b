const CHUNK = 65_536;
const UINT32_MAX = 0xffff_ffff;

/** A growing list of row ids, 4 bytes each (8 where an id needs more), in chunks so that growing never copies. */
export interface IdList {
  readonly length: number;
  push(id: number): void;
  slice(from: number, count: number): number[];
}

export const createIdList = (): IdList => {
  const chunks: (Uint32Array | Float64Array)[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    push: (id) => {
      const at = length % CHUNK;
      if (at === 0) chunks.push(new Uint32Array(CHUNK));
      let chunk = chunks.at(-1) as Uint32Array | Float64Array;
      if (id > UINT32_MAX && chunk instanceof Uint32Array) {
        chunk = Float64Array.from(chunk);
        chunks[chunks.length - 1] = chunk;
      }
      chunk[at] = id;
      length += 1;
    },
    slice: (from, count) => {
      const ids: number[] = [];
      for (let at = from; at < Math.min(from + count, length); at += 1) {
        ids.push(chunks[Math.floor(at / CHUNK)]?.[at % CHUNK] as number);
      }
      return ids;
    },
  };
};
