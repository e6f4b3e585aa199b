import { Checkbox, Field } from '@strapi/design-system';
import { useId } from 'react';

interface SwitchFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
  onChange(isOn: boolean): void;
}

/** A box to tick, with a line that says what it does. */
export const SwitchField = ({ label, hint, isOn, onChange }: SwitchFieldProps) => {
  const id = useId();
  return (
    <Field.Root id={id} width="100%" hint={hint}>
      <Checkbox
        checked={isOn}
        // The design system describes all other inputs by itself.
        aria-describedby={`${id}-hint`}
        onCheckedChange={(checked) => onChange(checked === true)}
      >
        {label}
      </Checkbox>
      <Field.Hint />
    </Field.Root>
  );
};
