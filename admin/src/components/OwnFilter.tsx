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
  return ({ description, kind, minimum, maximum, fallback }: FilterField): string => {
    const [low, high] = [minimum, maximum].map((limit) => (limit === null ? null : count(limit)));
    const parts = [
      description,
      kind === 'lines' && t('filter.lines'),
      low != null && high != null && t('filter.range', { low, high }),
      low != null && high == null && t('filter.minimum', { low }),
      low == null && high != null && t('filter.maximum', { high }),
      fallback !== null && kind !== 'checkbox' && t('filter.default', { value: fallback }),
    ];
    return parts.filter((part) => typeof part === 'string').join(' ');
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
