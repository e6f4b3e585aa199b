import { useAuth, usePersistentState } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { FILE_KINDS, type QuickKind } from '../services/file-kinds';

/** What the caller has chosen last, in this browser; the first that there is, where it is not offered. */
export const useFileKind = (kinds: readonly QuickKind[]): readonly [QuickKind, (kind: QuickKind) => void] => {
  const person = useAuth('useFileKind', ({ user }) => user?.id);
  const [stored, setKind] = usePersistentState<string>(`${PLUGIN_ID}:file-kind:${String(person)}`, FILE_KINDS[0]);
  // Anything can stand in a browser's storage.
  const kind = kinds.find((one) => one === stored) ?? kinds[0] ?? FILE_KINDS[0];
  return [kind, setKind];
};
