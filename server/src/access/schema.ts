import { AUDIT_ENTRY } from '../../../shared/uids';

/** The part of a Strapi attribute that an export needs, as its author wrote it. */
export interface Attribute {
  readonly type: string;
  readonly relation?: string;
  readonly target?: string;
  readonly component?: string;
  readonly components?: readonly string[];
  readonly repeatable?: boolean;
  readonly multiple?: boolean;
  /** Strapi's mark of relations that no table holds, such as `localizations`. */
  readonly unstable_virtual?: boolean;
}

/** The part of a content type's or component's schema that an export needs. */
export interface Model {
  readonly uid: string;
  readonly modelType: 'contentType' | 'component';
  readonly kind?: 'collectionType' | 'singleType';
  readonly info: { readonly displayName?: string; readonly pluralName?: string };
  readonly options?: { readonly draftAndPublish?: boolean };
  readonly pluginOptions?: Readonly<Record<string, { readonly visible?: boolean; readonly localized?: boolean }>>;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** The site's schema, as far as planning needs it. Passed in, so that planning runs without Strapi. */
export interface Schema {
  model(uid: string): Model | undefined;
  /** UIDs of all content types. */
  contentTypes(): readonly string[];
  /** Whether the attribute is private, by its own schema or by the site's configuration. */
  isPrivate(model: Model, attribute: string): boolean;
  isLocalized(model: Model): boolean;
  locales(): Promise<readonly string[]>;
  defaultLocale(): Promise<string>;
}

/** Attributes that Strapi keeps on every content type and gives to whoever may read the type. */
export const SYSTEM_FIELDS: readonly string[] = [
  ...['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale', 'localizations'],
  ...['createdBy', 'updatedBy'],
];

/** The administrators: never exported as content, but documents name the ones who made them. */
export const ADMIN_USER = 'admin::user';

/** What a document tells of the administrator who made it: what the content manager shows of people, no address. */
export const PEOPLE_FIELDS: readonly string[] = ['id', 'firstname', 'lastname', 'username', 'displayName'];

const CREATOR_FIELDS: readonly string[] = ['createdBy', 'updatedBy'];

/** Attributes that hold a key to an account, whatever their schema says. */
const SECRETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['plugin::users-permissions.user', ['password', 'resetPasswordToken', 'confirmationToken']],
  [ADMIN_USER, ['password', 'resetPasswordToken', 'registrationToken']],
]);

/** Where media fields lead. */
export const UPLOAD_FILE = 'plugin::upload.file';

/** What editors call a type or component. */
export const displayName = ({ uid, info }: Model): string => info.displayName ?? info.pluralName ?? uid;

/** A model's attribute; a name such as `constructor`, which every object answers to, is none. */
export const attributeOf = ({ attributes }: Model, name: string): Attribute | undefined =>
  Object.hasOwn(attributes, name) ? attributes[name] : undefined;

/** Whether the attribute is one that Strapi adds to name who made or changed a document. */
export const isCreatorField = (model: Model, name: string): boolean =>
  model.modelType === 'contentType' && CREATOR_FIELDS.includes(name) && attributeOf(model, name)?.target === ADMIN_USER;

/**
 * Whether an attribute ever leaves, whoever asks: passwords, private attributes and keys to accounts do not. Strapi
 * marks creators as private, which is meant for its content API alone (see `createContentApiAccess`).
 */
export const isExportable = (schema: Schema, model: Model, name: string): boolean => {
  if (name === 'id' || name === 'documentId') return true;
  if (model.uid === ADMIN_USER) return PEOPLE_FIELDS.includes(name);
  const attribute = attributeOf(model, name);
  if (attribute === undefined || attribute.type === 'password') return false;
  if (SECRETS.get(model.uid)?.includes(name) === true) return false;
  return isCreatorField(model, name) || !schema.isPrivate(model, name);
};

/**
 * Whether a type is content: Strapi's own tables and what a plugin hides from the content manager are not, whatever
 * permissions say. The export log is hidden there, where it could be edited, and can be exported all the same.
 */
export const isContent = ({ uid, modelType, pluginOptions }: Model): boolean =>
  modelType === 'contentType' &&
  !uid.startsWith('admin::') &&
  !uid.startsWith('strapi::') &&
  (uid === AUDIT_ENTRY || pluginOptions?.['content-manager']?.visible !== false);
