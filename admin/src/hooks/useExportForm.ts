import { useReducer } from 'react';
import type { ColumnChoice } from '../services/columns';
import type { FilterValue } from '../services/own-values';
import { type Condition, operatorsFor, valueKind } from '../services/filters';
import type { EditColumns } from '../services/column-edits';
import type { GivenRequest } from '../services/form-link';
import type { OptionKey, OptionValue } from '../services/form-options';
import type { FilterField } from '../services/own-filters';
import { type ExportForm, toForm } from '../services/request';
import type { EditSort } from '../services/sort-rows';

type Change =
  | {
      readonly kind: 'set';
      readonly values: Partial<Omit<ExportForm, 'conditions' | 'columns' | 'sort' | 'options' | 'own' | 'others'>>;
    }
  | { readonly kind: 'columns'; readonly edit: EditColumns }
  | { readonly kind: 'sort'; readonly edit: EditSort }
  | { readonly kind: 'option'; readonly key: OptionKey; readonly value: OptionValue }
  | { readonly kind: 'add-condition'; readonly field: ColumnChoice }
  | { readonly kind: 'change-condition'; readonly id: number; readonly values: Partial<Omit<Condition, 'id'>> }
  | { readonly kind: 'remove-condition'; readonly id: number }
  | { readonly kind: 'filter'; readonly name: string; readonly value: FilterValue };

export type ChangeForm = (change: Change) => void;

const firstValue = ({ type }: ColumnChoice): string => (valueKind(type) === 'boolean' ? 'true' : '');

/** A condition that another field is chosen for begins anew: the value of the old one means nothing for it. */
export const conditionFor = (field: ColumnChoice): Omit<Condition, 'id'> => ({
  path: field.path,
  operator: operatorsFor(field.type)[0] ?? 'is',
  value: firstValue(field),
});

const nextId = (conditions: readonly Condition[]): number => Math.max(0, ...conditions.map(({ id }) => id)) + 1;

const change = (form: ExportForm, action: Change): ExportForm => {
  const { conditions } = form;
  switch (action.kind) {
    case 'set':
      return { ...form, ...action.values };
    case 'columns':
      return { ...form, columns: action.edit(form.columns) };
    case 'sort':
      return { ...form, sort: action.edit(form.sort) };
    case 'option':
      return { ...form, options: { ...form.options, [action.key]: action.value } };
    case 'add-condition':
      return {
        ...form,
        conditions: [...conditions, { id: nextId(conditions), ...conditionFor(action.field) }],
      };
    case 'change-condition':
      return {
        ...form,
        conditions: conditions.map((one) => (one.id === action.id ? { ...one, ...action.values } : one)),
      };
    case 'remove-condition':
      return { ...form, conditions: conditions.filter(({ id }) => id !== action.id) };
    case 'filter':
      return { ...form, own: { ...form.own, [action.name]: action.value } };
  }
};

/**
 * What is chosen for one content type; use it in a component that is made anew for another type.
 *
 * @param request what the form begins with; empty for what is usual
 */
export const useExportForm = (
  request: GivenRequest,
  choices: readonly ColumnChoice[],
  fields: readonly FilterField[] | null,
) => useReducer(change, { choices, fields }, (context): ExportForm => toForm(request, context));
