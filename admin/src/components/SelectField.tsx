import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  onChange(value: Value): void;
}

/** One of a few. */
export const SelectField = <Value extends string>({
  label,
  hint,
  value,
  options,
  onChange,
}: SelectFieldProps<Value>) => (
  <Field.Root width="100%" {...(hint !== undefined && { hint })}>
    <Field.Label>{label}</Field.Label>
    <SingleSelect
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      {options.map((option) => (
        <SingleSelectOption key={option.value} value={option.value}>
          {option.label}
        </SingleSelectOption>
      ))}
    </SingleSelect>
    <Field.Hint />
  </Field.Root>
);
