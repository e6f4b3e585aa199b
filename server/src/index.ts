import { config } from './config';
import { controllers } from './controllers';
import { routes } from './routes';
import { services } from './services';

// Strapi asks for a default export.
export default { config, controllers, routes, services };
