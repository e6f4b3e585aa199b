/** Says which texts can still be kept, so that memory stays flat whatever the rows hold. */
export interface Budget {
  /** Whether one more text can be kept; then it is counted as kept. */
  take(text: string): boolean;
}

/** @param texts how many texts are kept @param characters how long they are together at most */
export const createBudget = (texts: number, characters: number): Budget => {
  let textsLeft = texts;
  let charactersLeft = characters;
  return {
    take(text) {
      if (textsLeft === 0 || text.length > charactersLeft) return false;
      textsLeft -= 1;
      charactersLeft -= text.length;
      return true;
    },
  };
};
