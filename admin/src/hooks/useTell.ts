import { useNotification } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import { useDirection } from './useDirection';

type Notification = Parameters<ReturnType<typeof useNotification>['toggleNotification']>[0];

/**
 * Says something in Strapi's notifications, which lie outside of all that has the plugin's direction: without it, points
 * and brackets would stand at the wrong end of sentences.
 */
export const useTell = (): ((notification: Notification) => void) => {
  const { toggleNotification } = useNotification();
  const isRtl = useDirection() === 'rtl';
  return useCallback(
    ({ message = '', ...notification }) => {
      // Of its own first letter's direction: what the server says is in English.
      toggleNotification({ ...notification, message: isRtl ? `\u2068${message}\u2069` : message });
    },
    [toggleNotification, isRtl],
  );
};
