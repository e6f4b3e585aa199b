import type { Target } from './scopes';

/** What the dialog is for. */
export interface DialogProps {
  readonly uid: string;
  readonly target: Target;
  onClose(): void;
}
