import { Field, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useHolds } from '../hooks/useHolds';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { SHARE } from '../services/permissions';

interface ShareFieldProps {
  readonly api: Api;
  /** Codes of roles. */
  readonly value: readonly string[];
  onChange(roles: readonly string[]): void;
}

const Roles = ({ api, value, onChange }: ShareFieldProps) => {
  const t = useTranslate();
  const loaded = useLoaded(api.roles);
  const roles = loaded.state === 'ready' ? loaded.data : [];
  // One that is gone can be taken away, and must not get lost unseen.
  const gone = value.filter((code) => !roles.some((role) => role.code === code)).map((code) => ({ code, name: code }));
  return (
    <Field.Root hint={t('preset.share.hint')}>
      <Field.Label>{t('preset.share')}</Field.Label>
      <MultiSelect
        value={[...value]}
        onChange={onChange}
        placeholder={t('preset.share.nobody')}
        withTags
        disabled={loaded.state === 'loading'}
      >
        {[...roles, ...gone].map(({ code, name }) => (
          <MultiSelectOption key={code} value={code}>
            {name}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Hint />
    </Field.Root>
  );
};

/** The roles that see a preset, too; for whoever may choose them. */
export const ShareField = (props: ShareFieldProps) => (useHolds(SHARE) ? <Roles {...props} /> : null);
