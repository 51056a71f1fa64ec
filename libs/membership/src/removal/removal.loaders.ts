import { loaderOf } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { RemovalRecord } from './removal-record.service.js';
import type { RemovalType } from './removal.type.js';

const REMOVAL = Symbol('membership.viewer-removal');

/** Why the viewer may not walk into a community again; all that one request asks for come in one statement. */
export const loadViewerRemoval = (
  context: object,
  record: RemovalRecord,
  viewer: Viewer,
  communityId: string,
): Promise<RemovalType | null> =>
  loaderOf<RemovalType>(context, REMOVAL, (ids) => record.ofViewer(viewer, ids)).load(communityId);
