import type { BooleanFormat, Cell } from '../../../shared/columns';

/** Compiles a boolean column into the words for `true` and `false`. */
export const createBooleanText = (format: BooleanFormat): ((cell: Cell) => string) => {
  const { true: yes, false: no } = format;
  return (cell) => {
    if (cell === true) return yes;
    return cell === false ? no : String(cell);
  };
};
