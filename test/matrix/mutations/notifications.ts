import { v7 } from 'uuid';
import { ask, change, type Case } from '../case.js';

/** Mutations of `notifications`: what people follow, their inbox and mail. */
export const NOTIFICATIONS_MUTATIONS: Readonly<Record<string, Case>> = {
  'Mutation.changeMailSubscription': {
    ask: change('changeMailSubscription', 'ChangeMailSubscriptionInput', '{ cadence }', ({ mailToken }) => ({
      token: mailToken,
      cadence: 'NONE',
    })),
  },
  'Mutation.markAllNotificationsRead': { ask: ask('mutation { markAllNotificationsRead { act } }') },
  'Mutation.markNotificationsRead': {
    ask: change('markNotificationsRead', 'MarkNotificationsReadInput', '', (world) => ({
      ids: [world.notificationId, world.otherNotificationId],
    })),
  },
  'Mutation.markNotificationsUnread': {
    ask: change('markNotificationsUnread', 'MarkNotificationsReadInput', '', (world) => ({
      ids: [world.notificationId, world.otherNotificationId],
    })),
  },
  'Mutation.markRead': {
    ask: change('markRead', 'MarkReadInput', '{ id }', ({ threadId }) => ({ threadId, number: 1 })),
  },
  'Mutation.markUnread': {
    ask: change('markUnread', 'MarkReadInput', '{ id }', ({ threadId }) => ({ threadId, number: 1 })),
  },
  'Mutation.noteDeviceTimeZone': {
    ask: ask('mutation { noteDeviceTimeZone(timeZone: "America/Toronto") { timeZone } }'),
  },
  'Mutation.resumeMail': { ask: ask('mutation { resumeMail { digestHour } }') },
  'Mutation.setContentInMail': {
    ask: change('setContentInMail', 'SetContentInMailInput', '{ id }', ({ slug }) => ({ slug, content: true })),
  },
  'Mutation.setMailCadence': {
    ask: change('setMailCadence', 'SetMailCadenceInput', '{ id }', ({ slug }) => ({ slug, cadence: 'WEEKLY' })),
  },
  'Mutation.setMailSettings': {
    ask: change('setMailSettings', 'SetMailSettingsInput', '{ digestHour }', () => ({ digestHour: 8 })),
  },
  'Mutation.undoMarkAllNotificationsRead': {
    ask: ask('mutation ($act: ID!) { undoMarkAllNotificationsRead(act: $act) }', () => ({ act: v7() })),
  },
  'Mutation.watchCommunity': {
    ask: change('watchCommunity', 'WatchCommunityInput', '{ id }', ({ slug }) => ({ slug, level: 'WATCHING' })),
  },
  'Mutation.watchThread': {
    ask: change('watchThread', 'WatchThreadInput', '{ id }', ({ threadId }) => ({ threadId, level: 'WATCHING' })),
  },
};
