import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { Deletable } from '../../../shared/contracts/jobs';
import type { Api } from '../services/api';
import { download } from '../services/download';
import { toProblem } from '../services/problem';
import type { JobEvents } from './useJobEvents';
import { useProblemText } from './useProblemText';
import { useTellSubmitted } from './useTellSubmitted';

/** What can be done to one job; what is refused is said, and the list is read again either way. */
export const useJobActions = (api: Api, id: string, { onSubmitted, onChanged }: JobEvents) => {
  const problemText = useProblemText();
  const tell = useTellSubmitted();
  const { toggleNotification } = useNotification();
  const [isBusy, setBusy] = useState(false);

  const doing = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemText(toProblem(error)) });
      onChanged();
    }
    setBusy(false);
  };

  return {
    isBusy,
    download: () => doing(async () => download(await api.jobTicket(id))),
    cancel: () => doing(async () => onChanged(await api.cancel(id))),
    retry: () => doing(async () => onChanged(await api.retry(id))),
    rerun: () =>
      doing(async () => {
        const answer = await api.rerun(id);
        tell(answer);
        onSubmitted(answer.data);
      }),
    remove: (what: Deletable) =>
      doing(async () => {
        await api.remove(id, what);
        onChanged();
      }),
  };
};
