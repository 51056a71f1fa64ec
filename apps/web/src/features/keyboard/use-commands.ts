import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { MyCommunitiesDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useShortcutsContext } from '../../lib/keyboard/shortcuts.js';
import { chooseTextSize, keptTextSize, textSizeBeside } from '../../lib/theme/text-size.js';
import { useTheme } from '../settings/use-appearance.js';
import { useLanguageChoice } from '../settings/use-language-choice.js';
import type { Command } from './find-commands.js';

type Offered = Omit<Command, 'group'>;

/** What the open page offers by its keys, the latest of each. */
function useCommandsOfPage(): { page: Offered[]; everywhere: Offered[] } {
  const { all } = useShortcutsContext();
  const shortcuts = [...new Map(all().map((shortcut) => [shortcut.keys, shortcut])).values()];
  const offered = (wanted: boolean): Offered[] =>
    shortcuts
      .filter(({ everywhere = false }) => everywhere === wanted)
      .map(({ keys, label, run }) => ({ id: `keys ${keys}`, keys, label, run }));
  return { page: offered(false), everywhere: offered(true) };
}

/** The places that the viewer can go to, besides their communities. */
function usePlaces(): Offered[] {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { known, me } = useViewer();
  const place = (to: string, label: string): Offered => ({ id: to, label, run: () => void navigate({ to }) });
  if (!me) {
    if (!known) return [place('/communities', t`All communities`)];
    return [
      place('/communities', t`All communities`),
      place('/sign-in', t`Sign in`),
      place('/sign-up', t`Create an account`),
    ];
  }
  const settings = me.emailVerified
    ? [
        place('/settings', t`Settings: profile and appearance`),
        place('/settings/mail', t`Settings: e-mail`),
        place('/settings/security', t`Settings: password and e-mail address`),
        place('/settings/sessions', t`Settings: where you are signed in`),
        place('/settings/tokens', t`Settings: access tokens`),
      ]
    : [];
  return [
    place('/communities', t`All communities`),
    place(`/people/${me.id}`, t`My profile`),
    ...settings,
    ...(me.isStaff ? [place('/admin', t`Administration`)] : []),
  ];
}

/** How the pages look, on this device and for the account. */
function useLooks(): Offered[] {
  const { t } = useLingui();
  const { locale } = useLocale();
  const { theme, choose } = useTheme();
  const chooseLanguage = useLanguageChoice();
  const themes = [
    { value: 'SYSTEM', label: t`Theme as this device is set` },
    { value: 'LIGHT', label: t`Light theme` },
    { value: 'DARK', label: t`Dark theme` },
    { value: 'HIGH_CONTRAST', label: t`High contrast` },
  ] as const;
  const size = keptTextSize();
  const sizes = [
    { next: textSizeBeside(size, 1), label: t`Larger text` },
    { next: textSizeBeside(size, -1), label: t`Smaller text` },
  ];
  return [
    ...themes
      .filter(({ value }) => value !== theme)
      .map(({ value, label }) => ({ id: `theme ${value}`, label, run: () => choose(value) })),
    ...sizes.flatMap(({ next, label }) =>
      next === null ? [] : [{ id: `text ${next}`, label, run: () => chooseTextSize(next) }],
    ),
    locale === 'fr'
      ? { id: 'language', label: 'English', lang: 'en', run: () => chooseLanguage('en') }
      : { id: 'language', label: 'Français', lang: 'fr', run: () => chooseLanguage('fr') },
  ];
}

function useMyCommunities(): Offered[] {
  const navigate = useNavigate();
  const { me } = useViewer();
  const { language } = useLocale();
  const [{ data }] = useQuery({ query: MyCommunitiesDocument, variables: { language }, pause: !me });
  const edges = me ? (data?.communities.edges ?? []) : [];
  return edges.map(({ node: { name, slug } }) => ({
    id: `community ${slug}`,
    label: name,
    run: () => void navigate({ to: '/c/$slug', params: { slug } }),
  }));
}

/** All that the palette offers to this viewer on this page, the nearest first. */
export function useCommands(): Command[] {
  const { t } = useLingui();
  const { page, everywhere } = useCommandsOfPage();
  const groups: [string, Offered[]][] = [
    [t`On this page`, page],
    [t`My communities`, useMyCommunities()],
    [t`Everywhere`, [...everywhere, ...usePlaces()]],
    [t`Appearance`, useLooks()],
  ];
  return groups.flatMap(([group, offered]) => offered.map((command) => ({ ...command, group })));
}
