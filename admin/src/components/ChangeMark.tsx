import { Tooltip } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import { useTranslate } from '../hooks/useTranslate';
import { changeText } from '../services/warning-texts';

const Mark = styled.span`
  flex: none;
  margin-block-start: 0.2rem;
  margin-inline-end: ${({ theme }) => theme.spaces[1]};
`;

export const ChangeIcon = () => (
  <WarningCircle fill="warning600" width="1.4rem" height="1.4rem" aria-hidden style={{ flexShrink: 0 }} />
);

/** Says of a cell what the file makes of it: to the eye, to the ear, and to whoever points at it or goes there by Tab. */
export const ChangeMark = ({ kinds }: { readonly kinds: readonly string[] }) => {
  const t = useTranslate();
  const text = kinds.map((kind) => t(changeText(kind))).join('. ');
  return (
    <Tooltip label={text}>
      <Mark role="img" aria-label={text} tabIndex={0}>
        <ChangeIcon />
      </Mark>
    </Tooltip>
  );
};
