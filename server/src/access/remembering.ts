/** Computes an answer once for each content type or component, also while it is still being computed. */
export const remembering = <T>(compute: (uid: string) => Promise<T>): ((uid: string) => Promise<T>) => {
  const known = new Map<string, Promise<T>>();
  return (uid) => {
    const found = known.get(uid) ?? compute(uid);
    known.set(uid, found);
    return found;
  };
};
