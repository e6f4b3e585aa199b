import { bootstrap } from './bootstrap';
import { config } from './config';
import { controllers } from './controllers';
import { routes } from './routes';
import { services } from './services';

// Strapi asks for a default export.
export default { bootstrap, config, controllers, routes, services };
