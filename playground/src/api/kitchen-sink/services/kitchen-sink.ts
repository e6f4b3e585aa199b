import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::kitchen-sink.kitchen-sink');
