import { Directed } from '../components/Directed';
import { LazyDialog } from './LazyDialog';
import type { Target } from './scopes';
import { useFocusReturn } from './useFocusReturn';

interface ContentProps {
  onClose(): void;
}

/** What an action of the content manager opens, as its dialog's `content`. Keep it: another one begins anew. */
export const createActionContent = (uid: string, target: Target) => {
  const ActionContent = ({ onClose }: ContentProps) => {
    useFocusReturn();
    return (
      <Directed>
        <LazyDialog uid={uid} target={target} onClose={onClose} />
      </Directed>
    );
  };
  return ActionContent;
};
