import { useEffect } from 'react';
import type { ExportBody } from '../services/request';
import type { FormLink } from './useFormLink';

/** Milliseconds without a change before the address has it, too. */
const PAUSE = 300;

/** Keeps the form in the address. @param body `null` while the form has a gap, during which the address stays */
export const useWrittenForm = (write: FormLink['write'], name: string, body: ExportBody | null): void => {
  const text = JSON.stringify(body);
  useEffect(() => {
    const written = JSON.parse(text) as ExportBody | null;
    if (written === null) return undefined;
    const timer = setTimeout(() => write(name, { ...written }), PAUSE);
    return () => clearTimeout(timer);
  }, [write, name, text]);
};
