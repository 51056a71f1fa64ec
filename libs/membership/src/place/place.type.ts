import type { CommunityFacts } from '#communities';
import type { Standing } from '../standing/standing.type.js';

/** Where something stands, as policies look at it: its community, and how the viewer stands there. */
export interface Place {
  readonly community: CommunityFacts;
  readonly standing: Standing;
}
