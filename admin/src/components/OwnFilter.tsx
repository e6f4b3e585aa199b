import { Checkbox, Field } from '@strapi/design-system';
import { useId, useState } from 'react';
import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import type { FilterProblem } from '../services/filter-problems';
import type { FilterField } from '../services/own-filters';
import { OwnFilterInput, type OwnFilterInputProps } from './OwnFilterInput';

interface OwnFilterProps extends OwnFilterInputProps {
  /** Whether it must have a value and has none. */
  readonly isMissing: boolean;
  readonly problem: FilterProblem | null;
}

/** What may be entered, as far as it is known. */
const useHint = () => {
  const t = useTranslate();
  const { count } = useFormats();
  const limits = ({ minimum, maximum }: FilterField): string | null => {
    if (minimum !== null && maximum !== null) {
      return t('filter.range', { minimum: count(minimum), maximum: count(maximum) });
    }
    if (minimum !== null) return t('filter.minimum', { minimum: count(minimum) });
    return maximum === null ? null : t('filter.maximum', { maximum: count(maximum) });
  };
  return (field: FilterField): string => {
    const { description, kind, fallback } = field;
    const lines = kind === 'lines' ? t('filter.lines') : null;
    const otherwise = fallback === null || kind === 'checkbox' ? null : t('filter.default', { value: fallback });
    return [description, lines, limits(field), otherwise].filter((part) => part !== null).join(' ');
  };
};

/** Which of the field's sentences a box is described by, which the design system does for all other inputs. */
const describedBy = (error: string | false, hint: string): 'error' | 'hint' | undefined => {
  if (error !== false) return 'error';
  return hint === '' ? undefined : 'hint';
};

/** One of an exporter's own filters, with what is wrong with it. */
export const OwnFilter = ({ isMissing, problem, ...input }: OwnFilterProps) => {
  const { field, value, onChange } = input;
  const t = useTranslate();
  const hint = useHint()(field);
  const id = useId();
  // Nobody is told to fill in what they have not come to.
  const [isLeft, setLeft] = useState(false);
  const wrong = (): string | false => {
    if (isMissing) return isLeft && t('filter.missing');
    if (problem === null) return false;
    const { position, message } = problem;
    return position === null ? message : t('filter.wrong-value', { position, message });
  };
  const error = wrong();
  const description = describedBy(error, hint);
  return (
    <Field.Root
      id={id}
      width="100%"
      hint={hint}
      error={error}
      required={field.isRequired && field.kind !== 'checkbox'}
      onBlur={() => setLeft(true)}
    >
      {field.kind === 'checkbox' ? (
        <Checkbox
          checked={value === 'true'}
          {...(description !== undefined && { 'aria-describedby': `${id}-${description}` })}
          onCheckedChange={(checked) => onChange(String(checked === true))}
        >
          {field.label}
        </Checkbox>
      ) : (
        <>
          <Field.Label>{field.label}</Field.Label>
          <OwnFilterInput {...input} />
        </>
      )}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
