import { useEffect, useState } from 'react';
import { useAnswer } from '../hooks/useAnswer';
import type { Loaded } from '../hooks/useLoaded';
import type { Api, Estimate } from '../services/api';
import type { ExportBody } from '../services/request';

/** How many rows an option has, or why that is not known. */
export type Count = number | 'counting' | 'failed';

/**
 * Counts the rows of one option, once.
 *
 * @param body with any format: it has no influence on the rows
 * @param chosen what is known of it anyway, while it is the chosen one
 */
export const useCount = (api: Api, name: string, body: ExportBody, chosen: Loaded<Estimate> | null): Count => {
  const [known, setKnown] = useState<number | null>(null);
  const own = useAnswer(api.estimate, name, chosen === null && known === null ? body : null, 0);
  const loaded = chosen ?? own;
  const rows = loaded.state === 'ready' ? loaded.data.rows : null;
  useEffect(() => {
    if (rows !== null) setKnown(rows);
  }, [rows]);
  return rows ?? known ?? (loaded.state === 'failed' ? 'failed' : 'counting');
};
