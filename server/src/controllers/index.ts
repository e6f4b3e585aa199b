import { createContentApiController } from './content-api';
import { createPanelController } from './panel';

export const controllers = {
  exports: createContentApiController,
  panel: createPanelController,
};
