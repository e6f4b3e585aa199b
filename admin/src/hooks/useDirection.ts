import { useTranslate } from './useTranslate';

export type Direction = 'ltr' | 'rtl';

/** In which direction the language is written that the plugin's texts are shown in. */
export const useDirection = (): Direction => (useTranslate()('direction') === 'rtl' ? 'rtl' : 'ltr');
