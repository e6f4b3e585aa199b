import {
  MultiSelect,
  MultiSelectOption,
  NumberInput,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  TextInput,
} from '@strapi/design-system';
import { type Translate, useTranslate } from '../hooks/useTranslate';
import type { FilterField } from '../services/own-filters';
import type { FilterValue } from '../services/own-values';
import { DayInput } from './DayInput';

export interface OwnFilterInputProps {
  readonly field: FilterField;
  readonly value: FilterValue;
  onChange(value: FilterValue): void;
}

const optionLabel = (t: Translate, option: FilterField['options'][number]): string => {
  if (typeof option !== 'boolean') return String(option);
  return t(option ? 'filter.yes' : 'filter.no');
};

const ChoiceInput = ({ field: { options, isRequired }, value, onChange }: OwnFilterInputProps) => {
  const t = useTranslate();
  return (
    <SingleSelect
      value={value === '' ? null : String(value)}
      placeholder={t(isRequired ? 'filter.choose' : 'filter.none')}
      onChange={(chosen) => onChange(String(chosen))}
      {...(!isRequired && { clearLabel: t('value.clear'), onClear: () => onChange('') })}
    >
      {options.map((option) => (
        <SingleSelectOption key={String(option)} value={String(option)}>
          {optionLabel(t, option)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};

const ChoicesInput = ({ field: { options, isRequired }, value, onChange }: OwnFilterInputProps) => {
  const t = useTranslate();
  return (
    <MultiSelect
      withTags
      value={typeof value === 'string' ? [] : [...value]}
      placeholder={t(isRequired ? 'filter.choose-some' : 'filter.none')}
      clearLabel={t('value.clear')}
      onClear={() => onChange([])}
      onChange={onChange}
    >
      {options.map((option) => (
        <MultiSelectOption key={String(option)} value={String(option)}>
          {optionLabel(t, option)}
        </MultiSelectOption>
      ))}
    </MultiSelect>
  );
};

/** What a filter is entered with. Label, hint and error are those of the field around it. */
export const OwnFilterInput = (props: OwnFilterInputProps) => {
  const { field, value, onChange } = props;
  const text = String(value);
  switch (field.kind) {
    case 'choice':
      return <ChoiceInput {...props} />;
    case 'choices':
      return <ChoicesInput {...props} />;
    case 'number':
      return (
        <NumberInput
          {...(text !== '' && { value: Number(text) })}
          onValueChange={(number) => onChange(number === undefined ? '' : String(number))}
        />
      );
    case 'day':
      return <DayInput value={text} onChange={onChange} />;
    case 'lines':
      return <Textarea rows={3} value={text} onChange={({ target }) => onChange(target.value)} />;
    default:
      return <TextInput value={text} onChange={({ target }) => onChange(target.value)} />;
  }
};
