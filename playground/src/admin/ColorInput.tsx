import { useField } from '@strapi/strapi/admin';
import type { ChangeEvent } from 'react';

/** Strapi types the input of a custom field as a component without props, but hands it these. */
interface ColorInputProps {
  readonly name?: string;
  readonly label?: string;
  readonly disabled?: boolean;
}

export const ColorInput = ({ name = 'color', label, disabled }: ColorInputProps) => {
  const field = useField<string>(name);

  return (
    <label>
      {label ?? name}
      <input
        disabled={disabled}
        name={name}
        onChange={(event: ChangeEvent<HTMLInputElement>) => field.onChange(name, event.target.value)}
        value={field.value ?? ''}
      />
    </label>
  );
};
