import type { Deletable } from '../../../shared/contracts/jobs';
import type { Api } from '../services/api';
import { download } from '../services/download';
import { useDoing } from './useDoing';
import type { JobEvents } from './useJobEvents';
import { useTellSubmitted } from './useTellSubmitted';

/** What can be done to one job; what is refused is said, and the list is read again either way. */
export const useJobActions = (api: Api, id: string, { onSubmitted, onChanged }: JobEvents) => {
  const tell = useTellSubmitted();
  const { isBusy, doing } = useDoing(onChanged);

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
