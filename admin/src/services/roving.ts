/** Rows that Page up and Page down pass over. */
const PAGE = 10;

type Pressed = Readonly<{ key: string; ctrlKey: boolean }>;

/** Which row a key leads to, from 0; `null` for keys that lead to none. Home and End alone belong to texts and buttons. */
export const rowFor = ({ key, ctrlKey }: Pressed, at: number, count: number): number | null => {
  if (ctrlKey) return key === 'Home' ? 0 : key === 'End' ? count - 1 : null;
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'PageUp':
      return Math.max(0, at - PAGE);
    case 'PageDown':
      return Math.min(count - 1, at + PAGE);
    default:
      return null;
  }
};

/** Which button of a toolbar a key leads to, from 0; `null` for keys that lead to none. */
export const buttonFor = ({ key, ctrlKey }: Pressed, at: number, count: number, isRtl: boolean): number | null => {
  if (ctrlKey) return null;
  const [back, forth] = isRtl ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
  if (key === back) return Math.max(0, at - 1);
  if (key === forth) return Math.min(count - 1, at + 1);
  return key === 'Home' ? 0 : key === 'End' ? count - 1 : null;
};
