import { useReducer } from 'react';
import type { ColumnChoice } from '../services/columns';
import { defaultPaths } from '../services/columns';
import type { FilterValue } from '../services/own-values';
import { type Condition, operatorsFor, valueKind } from '../services/filters';
import type { ExportForm } from '../services/request';

type Change =
  | { readonly kind: 'set'; readonly values: Partial<Omit<ExportForm, 'conditions' | 'columns' | 'own'>> }
  | { readonly kind: 'columns'; readonly paths: readonly string[] }
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

const change =
  (choices: readonly ColumnChoice[]) =>
  (form: ExportForm, action: Change): ExportForm => {
    const { conditions } = form;
    switch (action.kind) {
      case 'set':
        return { ...form, ...action.values };
      case 'columns':
        // The file has them in the content manager's order, whichever was ticked first.
        return { ...form, columns: choices.map(({ path }) => path).filter((path) => action.paths.includes(path)) };
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

/** What is chosen for one content type; use it in a component that is made anew for another type. */
export const useExportForm = (choices: readonly ColumnChoice[]) =>
  useReducer(change(choices), choices, (all): ExportForm => ({
    columns: defaultPaths(all),
    publication: 'draft',
    locale: '',
    search: '',
    conditions: [],
    own: {},
  }));
