import { factories } from '@strapi/strapi';

export default factories.createCoreRouter('api::kitchen-sink.kitchen-sink');
