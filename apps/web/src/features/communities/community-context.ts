import { createContext, useContext } from 'react';
import type { CommunityHome } from './use-community.js';

/** The community whose tabs are shown. */
export const CommunityContext = createContext<CommunityHome | null>(null);

/** The community around a tab; see `CommunityTabs`. */
export function useTabCommunity(): CommunityHome {
  const community = useContext(CommunityContext);
  if (!community) throw new Error('A tab is shown outside of its community');
  return community;
}

/** Whether the viewer may read more of the community than its head. */
export const isOpenToViewer = (community: CommunityHome): boolean =>
  community.visibility === 'PUBLIC' || community.viewerRole !== null || community.memberCount !== null;
