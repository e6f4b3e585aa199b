import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { styled } from 'styled-components';

/** Looks like the design system's small icon button, whose tooltip would be too much for hundreds of rows. */
const Plain = styled.button`
  display: inline-flex;
  flex: 0 0 3.2rem;
  align-items: center;
  justify-content: center;
  width: 3.2rem;
  height: 3.2rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;

  svg {
    width: 1.6rem;
    height: 1.6rem;
    fill: ${({ theme }) => theme.colors.neutral500};
  }

  &:hover,
  &[aria-expanded='true'] {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &[aria-expanded='true'] svg {
    fill: ${({ theme }) => theme.colors.primary600};
  }

  &[aria-disabled='true'] {
    cursor: default;
    background: transparent;

    svg {
      fill: ${({ theme }) => theme.colors.neutral300};
    }
  }
`;

interface RowButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'disabled' | 'title'> {
  readonly label: string;
  /** What the mouse is told; the label, where it is left out. */
  readonly hint?: string;
  /** It keeps the keyboard's focus while it does nothing. */
  readonly isOff?: boolean;
  onClick(): void;
  readonly children: ReactNode;
}

/** An icon that does something with the row that it stands in. */
export const RowButton = ({ label, hint = label, isOff = false, onClick, children, ...props }: RowButtonProps) => (
  <Plain
    {...props}
    type="button"
    aria-label={label}
    title={hint}
    {...(isOff && { 'aria-disabled': true })}
    onClick={() => {
      if (!isOff) onClick();
    }}
  >
    {children}
  </Plain>
);
