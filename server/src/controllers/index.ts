import { createCatalogueController } from './catalogue';
import { createContentApiController } from './content-api';
import { createPanelController } from './panel';

export const controllers = {
  catalogue: createCatalogueController,
  exports: createContentApiController,
  panel: createPanelController,
};
