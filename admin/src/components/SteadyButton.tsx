import { Button, type ButtonProps } from '@strapi/design-system';

interface SteadyButtonProps extends Omit<ButtonProps, 'disabled' | 'loading' | 'onClick'> {
  readonly isOff: boolean;
  onClick(): void;
}

/** A button that keeps the keyboard's focus while it does nothing; a disabled one would lose it. */
export const SteadyButton = ({ isOff, onClick, ...props }: SteadyButtonProps) => (
  <Button
    {...props}
    aria-disabled={isOff}
    onClick={() => {
      if (!isOff) onClick();
    }}
  />
);
