import type { Deletable } from '../../../shared/contracts/jobs';
import type { Api } from '../services/api';
import { download } from '../services/download';
import { watchJob } from '../services/watched-jobs';
import { useDoing } from './useDoing';
import type { JobEvents } from './useJobEvents';
import { useJobNotices } from './useJobNotices';

/** What can be done to one job; what is refused is said, and the list is read again either way. */
export const useJobActions = (api: Api, id: string, { onSubmitted, onChanged }: JobEvents) => {
  const { submitted } = useJobNotices();
  const { isBusy, doing } = useDoing(onChanged);

  return {
    isBusy,
    download: () => doing(async () => download(await api.jobTicket(id))),
    cancel: () =>
      doing(async () => {
        await api.cancel(id);
        onChanged();
      }),
    retry: () =>
      doing(async () => {
        await api.retry(id);
        watchJob(id);
        onChanged();
      }),
    rerun: () =>
      doing(async () => {
        await submitted(await api.rerun(id));
        onSubmitted();
      }),
    remove: (what: Deletable) =>
      doing(async () => {
        await api.remove(id, what);
        onChanged();
      }),
  };
};
