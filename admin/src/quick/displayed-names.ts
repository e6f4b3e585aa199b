const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');

/** The names of the columns that somebody has chosen for a list view; `null` where nobody has. */
export const readNames = (stored: string | null): readonly string[] | null => {
  if (stored === null) return null;
  try {
    const names: unknown = JSON.parse(stored);
    return isNames(names) ? names : null;
  } catch {
    return null;
  }
};
