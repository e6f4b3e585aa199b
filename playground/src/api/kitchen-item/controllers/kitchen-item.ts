import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::kitchen-item.kitchen-item');
