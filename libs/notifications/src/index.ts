export { NotificationsModule } from './notifications.module.js';
export { notificationsEntities } from './entities.js';
export { UnsubscribeEndpoint } from './unsubscribe/unsubscribe-endpoint.service.js';
