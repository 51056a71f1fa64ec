import { change, type Case } from '../case.js';

/** Mutations of `resources`: the library and files. */
export const RESOURCES_MUTATIONS: Readonly<Record<string, Case>> = {
  'Mutation.addResourceVersion': {
    ask: change('addResourceVersion', 'AddResourceVersionInput', '{ id }', ({ ownResourceId, ownUploadId }) => ({
      resourceId: ownResourceId,
      uploadId: ownUploadId,
    })),
  },
  "Mutation.addResourceVersion (to another's)": {
    ask: change('addResourceVersion', 'AddResourceVersionInput', '{ id }', ({ resourceId, ownUploadId }) => ({
      resourceId,
      uploadId: ownUploadId,
    })),
  },
  'Mutation.attachFile': {
    ask: change('attachFile', 'AttachFileInput', '{ id }', ({ ownUploadId }) => ({ uploadId: ownUploadId })),
  },
  'Mutation.attachFile (of another)': {
    ask: change('attachFile', 'AttachFileInput', '{ id }', ({ uploadId }) => ({ uploadId })),
  },
  'Mutation.deleteResource': {
    ask: change('deleteResource', 'DeleteResourceInput', '{ id }', ({ ownResourceId }) => ({
      resourceId: ownResourceId,
    })),
  },
  'Mutation.deleteResource (of another)': {
    ask: change('deleteResource', 'DeleteResourceInput', '{ id }', ({ resourceId }) => ({
      resourceId,
      reason: 'out of date',
    })),
  },
  'Mutation.discardAttachment': {
    ask: change('discardAttachment', 'DiscardAttachmentInput', '', ({ ownHeldId }) => ({ attachmentId: ownHeldId })),
  },
  'Mutation.discardAttachment (of another)': {
    ask: change('discardAttachment', 'DiscardAttachmentInput', '', ({ heldId }) => ({ attachmentId: heldId })),
  },
  'Mutation.editResource': {
    ask: change('editResource', 'EditResourceInput', '{ id }', ({ ownResourceId }) => ({
      resourceId: ownResourceId,
      title: 'other',
    })),
  },
  'Mutation.editResource (of another)': {
    ask: change('editResource', 'EditResourceInput', '{ id }', ({ resourceId }) => ({ resourceId, title: 'other' })),
  },
  'Mutation.restoreResource': {
    ask: change('restoreResource', 'RestoreResourceInput', '{ id }', ({ ownDeletedResourceId }) => ({
      resourceId: ownDeletedResourceId,
    })),
  },
  'Mutation.restoreResource (deleted by a facilitator)': {
    ask: change('restoreResource', 'RestoreResourceInput', '{ id }', ({ removedResourceId }) => ({
      resourceId: removedResourceId,
    })),
  },
  'Mutation.restoreResourceVersion': {
    ask: change('restoreResourceVersion', 'RestoreResourceVersionInput', '{ id }', ({ versionId }) => ({ versionId })),
  },
  'Mutation.shareResource': {
    ask: change('shareResource', 'ShareResourceInput', '{ id }', ({ slug, ownUploadId }) => ({
      communitySlug: slug,
      title: 't',
      uploadId: ownUploadId,
    })),
  },
  'Mutation.shareResource (a link)': {
    ask: change('shareResource', 'ShareResourceInput', '{ id }', ({ slug }) => ({
      communitySlug: slug,
      title: 't',
      url: 'https://example.org/',
    })),
  },
  'Mutation.shareResource (an upload of another)': {
    ask: change('shareResource', 'ShareResourceInput', '{ id }', ({ slug, uploadId }) => ({
      communitySlug: slug,
      title: 't',
      uploadId,
    })),
  },
};
