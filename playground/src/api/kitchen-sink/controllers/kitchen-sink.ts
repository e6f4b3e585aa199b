import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::kitchen-sink.kitchen-sink');
