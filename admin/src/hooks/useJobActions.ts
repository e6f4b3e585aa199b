import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { Api } from '../services/api';
import { download } from '../services/download';
import { toProblem } from '../services/problem';
import { useProblemText } from './useProblemText';

/** What can be done to one job; what is refused is said, and the list is read again either way. */
export const useJobActions = (api: Api, id: string, reload: () => void) => {
  const problemText = useProblemText();
  const { toggleNotification } = useNotification();
  const [isBusy, setBusy] = useState(false);

  const doing = (work: () => Promise<void>) => async (): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemText(toProblem(error)) });
    }
    setBusy(false);
    reload();
  };

  return {
    isBusy,
    download: doing(async () => download(await api.jobTicket(id))),
    cancel: doing(() => api.cancel(id)),
    retry: doing(() => api.retry(id)),
    rerun: doing(() => api.rerun(id)),
    remove: doing(() => api.remove(id)),
  };
};
