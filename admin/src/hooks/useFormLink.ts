import { useQueryParams } from '@strapi/strapi/admin';
import { useCallback, useRef, useState } from 'react';
import type { FileOptions } from '../services/file-kinds';
import { decodeRequest, encodeRequest, type GivenRequest } from '../services/form-link';

interface FormQuery {
  readonly exporter?: string;
  readonly request?: string;
  readonly preset?: string;
  readonly page?: string;
}

/**
 * The form as the address has it, so that reloading, going back, and links bring it back.
 *
 * `formKey` changes when the address changes by anything but the form itself, which then begins anew.
 */
export const useFormLink = () => {
  const [{ query }, setQuery] = useQueryParams<FormQuery>();
  const { exporter = null, request: text, preset = null } = query;
  const own = useRef(new Set<string>());
  const [formKey, setFormKey] = useState(text);
  if (text !== formKey && (text === undefined || !own.current.has(text))) setFormKey(text);

  /** Another thing to export is a step that can be gone back. */
  const choose = useCallback(
    (name: string | null, file: FileOptions) => {
      if (name === null) setQuery({ exporter: '', request: '', preset: '' }, 'remove');
      // Empty, it is not that preset any more.
      else setQuery({ exporter: encodeURIComponent(name), request: encodeRequest({ ...file }), preset: '' });
    },
    [setQuery],
  );

  const write = useCallback(
    (name: string, request: GivenRequest) => {
      const written = encodeRequest(request);
      if (written === text) return;
      own.current.add(written);
      setQuery({ exporter: encodeURIComponent(name), request: written }, 'push', true);
    },
    [setQuery, text],
  );

  return {
    ...{ exporter, choose, write },
    request: decodeRequest(text) ?? {},
    preset: preset === '' ? null : preset,
    formKey: `${exporter ?? ''} ${formKey ?? ''}`,
  };
};

export type FormLink = ReturnType<typeof useFormLink>;
