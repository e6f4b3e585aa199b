import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::kitchen-item.kitchen-item');
