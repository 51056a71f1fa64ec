import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { useCommunity } from '../communities/use-community.js';
import { JoinPrompt } from '../membership/join-prompt.js';

/** The way into the community for a reader who is not in it. Its rule is asked for here: members never need it. */
export function JoinHere({ slug, onJoined }: { slug: string; onJoined: () => void }): ReactNode {
  const { t } = useLingui();
  const { community, problem, retry } = useCommunity(slug);
  if (community) return <JoinPrompt community={community} onJoined={onJoined} />;
  if (problem) return <ProblemNotice problem={problem} onRetry={retry} />;
  return community === undefined ? <Skeleton label={t`Loading the community`} heights={[86]} /> : null;
}
