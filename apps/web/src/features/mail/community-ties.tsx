import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Bell, BellOff, BellRing, Mail } from 'lucide-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useAnnounce } from '../../components/announcer.js';
import { ProblemNotice } from '../../components/problem.js';
import { MailSettingsDocument, SetMailCadenceDocument, WatchCommunityDocument } from '../../gql/graphql.js';
import type { CommunityHeadFragment, MailCadence, WatchLevel } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { ChoiceMenu } from './choice-menu.js';
import styles from './mail.module.css';
import { useCadenceWords } from './use-cadence-words.js';
import { useSaving } from './use-saving.js';

type Tied = Pick<CommunityHeadFragment, 'slug' | 'name' | 'watchLevel' | 'mailCadence'>;

const ICONS = { WATCHING: BellRing, NORMAL: Bell, MUTED: BellOff } as const;

/** When mail of the community comes: the one dial there is for it. */
function MailDial({ community, cadence }: { community: Tied; cadence: MailCadence }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const setting = useAction(SetMailCadenceDocument);
  const [{ data }] = useQuery({ query: MailSettingsDocument, requestPolicy: 'cache-first' });
  const settings = data?.mailSettings ?? null;
  const choices = useCadenceWords(settings);
  const labelOf = (value: MailCadence): string => choices.find((choice) => choice.value === value)?.label ?? '';
  const { slug } = community;
  const { value, choose } = useSaving(cadence, async (next) => {
    if (!(await setting.run({ slug, cadence: next }))) return false;
    const label = labelOf(next);
    announce(t`Saved. E-mail: ${label}`);
    return true;
  });
  const label = labelOf(value);
  const silenced = community.watchLevel === 'MUTED' && value !== 'NONE';
  const stopped = settings?.digestStopped && (value === 'DAILY' || value === 'WEEKLY');
  return (
    <ChoiceMenu
      button={
        <>
          <Mail size={18} aria-hidden="true" />
          <span>
            <Trans>E-mail: {label}</Trans>
          </span>
        </>
      }
      value={value}
      choices={choices}
      onChoose={choose}
      note={
        <div className={styles.note}>
          {silenced ? (
            <p>
              <Trans>You have muted this community: no mail comes from it as long as it is muted.</Trans>
            </p>
          ) : null}
          {stopped ? (
            <p>
              <Trans>Your digest is stopped. Choose Daily or Weekly here, and it comes again.</Trans>
            </p>
          ) : null}
          <Link to="/settings/mail">
            <Trans>All settings of your e-mail</Trans>
          </Link>
        </div>
      }
      problem={<ProblemNotice problem={setting.problem} />}
    />
  );
}

/** What one hears of the community on the site. */
function FollowCommunity({ community, level }: { community: Tied; level: WatchLevel }): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const watching = useAction(WatchCommunityDocument);
  const { slug, name } = community;
  const choices = [
    {
      value: 'WATCHING' as const,
      label: t`Following`,
      meaning: t`You hear of every new discussion and of every new resource.`,
      said: t`You follow ${name}.`,
    },
    {
      value: 'NORMAL' as const,
      label: t`Not following`,
      meaning: t`You hear of the discussions that you follow, and when somebody mentions or quotes you.`,
      said: t`You do not follow ${name}.`,
    },
    {
      value: 'MUTED' as const,
      label: t`Muted`,
      meaning: t`You hear of nothing here and get no mail, except from discussions that you follow after this.`,
      said: t`${name} is muted.`,
    },
  ];
  const { value, choose } = useSaving<WatchLevel>(level, async (next) => {
    if (!(await watching.run({ slug, level: next }))) return false;
    announce(choices.find((choice) => choice.value === next)?.said ?? '');
    return true;
  });
  const Icon = ICONS[value];
  return (
    <ChoiceMenu
      button={
        <>
          <Icon size={18} aria-hidden="true" />
          <span>
            {value === 'NORMAL' ? <Trans>Follow</Trans> : choices.find((choice) => choice.value === value)?.label}
            <span className="visually-hidden">
              {' '}
              {value === 'NORMAL' ? (
                <Trans>– not followed now: choose what you hear of this community</Trans>
              ) : (
                <Trans>– choose what you hear of this community</Trans>
              )}
            </span>
          </span>
        </>
      }
      value={value}
      choices={choices}
      onChoose={choose}
      problem={<ProblemNotice problem={watching.problem} />}
    />
  );
}

/** What ties one to a community: its e-mail, and whether one follows it. Nothing for visitors. */
export function CommunityTies({ community }: { community: Tied }): ReactNode {
  const { mailCadence, watchLevel } = community;
  return (
    <div className={styles.ties}>
      {mailCadence ? <MailDial community={community} cadence={mailCadence} /> : null}
      {watchLevel ? <FollowCommunity community={community} level={watchLevel} /> : null}
    </div>
  );
}
