/** Bytes of an array's element. */
const ELEMENT = 8;

/** Elements of an array that V8 makes like any other object: it makes long ones one by one, which is much dearer. */
const LONGEST = 4_096;

/** What was made last, which is kept and given away: V8 leaves out what nobody could ever look at. */
let last: unknown[] = [];

/**
 * Makes as many bytes of garbage in V8's young generation as somebody got outside of V8's heap.
 *
 * V8 counts the latter towards the limit at which it marks the whole heap of a site, until a collection of the young
 * generation finds out that they are of no use any more. That collection takes a millisecond or two, but it is JavaScript's
 * own objects that bring it about. Who reads a million rows and makes hardly any object has V8 mark the heap 20 times, for a
 * third of the time of the export.
 *
 * @param bytes that will soon be of no use
 * @returns the array that was made last
 */
export const makeYoungGarbage = (bytes: number): readonly unknown[] => {
  for (let left = Math.ceil(bytes / ELEMENT); left > 0; left -= LONGEST) last = new Array(Math.min(left, LONGEST));
  return last;
};
