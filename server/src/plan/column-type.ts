import type { ColumnType } from '../../../shared/columns';
import { attributeOf, type Model } from '../access/schema';
import { virtualType } from './virtual-fields';

const COLUMN_TYPE_OF: Readonly<Record<string, ColumnType>> = {
  string: 'text',
  text: 'text',
  richtext: 'text',
  email: 'text',
  uid: 'text',
  enumeration: 'text',
  integer: 'integer',
  biginteger: 'biginteger',
  decimal: 'decimal',
  float: 'float',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  timestamp: 'datetime',
  json: 'json',
  blocks: 'json',
};

/** The type of a model's scalar, or `undefined` when the attribute is missing or no scalar. Custom fields have their base type by now. */
export const columnTypeOf = (model: Model, name: string): ColumnType | undefined => {
  if (name === 'id') return 'integer';
  if (name === 'documentId') return model.modelType === 'contentType' ? 'text' : undefined;
  const attribute = attributeOf(model, name);
  return attribute === undefined ? virtualType(model, name) : COLUMN_TYPE_OF[attribute.type];
};
