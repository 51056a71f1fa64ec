import { useLingui } from '@lingui/react/macro';
import type { Licence, ResourceKind, ResourceLanguage } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

/** A licence as people read it. */
export interface LicenceWords {
  /** "CC BY 4.0"; for the rest the name itself. */
  short: string;
  name: string;
  /** What one may do, in a sentence. */
  meaning: string;
  /** Where its words stand in full; null for what is no public licence. */
  deed: string | null;
}

/** All licences, those that let others do most first. */
export const LICENCES: readonly Licence[] = [
  'CC0_1_0',
  'CC_BY_4_0',
  'CC_BY_SA_4_0',
  'CC_BY_ND_4_0',
  'CC_BY_NC_4_0',
  'CC_BY_NC_SA_4_0',
  'CC_BY_NC_ND_4_0',
  'PUBLIC_DOMAIN',
  'OWN_TERMS',
  'ALL_RIGHTS_RESERVED',
];

/** All languages of a resource. */
export const RESOURCE_LANGUAGES: readonly ResourceLanguage[] = ['EN', 'FR', 'BILINGUAL', 'OTHER'];

/** The kinds that a file can be; a link is one of its own accord. */
export const FILE_KINDS: readonly ResourceKind[] = [
  'DOCUMENT',
  'PRESENTATION',
  'SPREADSHEET',
  'IMAGE',
  'AUDIO',
  'VIDEO',
  'ARCHIVE',
  'OTHER',
];

/** What kinds, languages and licences of resources are called in the interface's language. */
export function useResourceWords(): {
  kind: (kind: ResourceKind) => string;
  language: (language: ResourceLanguage) => string;
  licence: (licence: Licence) => LicenceWords;
} {
  const { t } = useLingui();
  const { locale } = useLocale();
  const kind = (of: ResourceKind): string => {
    switch (of) {
      case 'DOCUMENT':
        return t`Document`;
      case 'PRESENTATION':
        return t`Presentation`;
      case 'SPREADSHEET':
        return t`Spreadsheet`;
      case 'IMAGE':
        return t`Picture`;
      case 'AUDIO':
        return t`Audio`;
      case 'VIDEO':
        return t`Video`;
      case 'ARCHIVE':
        return t`Archive`;
      case 'LINK':
        return t`Link`;
      case 'OTHER':
        return t`Other`;
    }
  };
  const language = (of: ResourceLanguage): string => {
    switch (of) {
      case 'EN':
        return t`English`;
      case 'FR':
        return t`French`;
      case 'BILINGUAL':
        return t`English and French`;
      case 'OTHER':
        return t`Another language`;
    }
  };
  const commons = (code: string, name: string, meaning: string): LicenceWords => ({
    short: `CC ${code.toUpperCase()} 4.0`,
    name,
    meaning,
    deed: `https://creativecommons.org/licenses/${code}/4.0/deed.${locale}`,
  });
  const licence = (of: Licence): LicenceWords => {
    switch (of) {
      case 'CC_BY_4_0':
        return commons('by', t`Attribution`, t`You may share it and change it; name who made it.`);
      case 'CC_BY_SA_4_0':
        return commons(
          'by-sa',
          t`Attribution, share alike`,
          t`You may share it and change it; name who made it, and share what you make of it under the same licence.`,
        );
      case 'CC_BY_ND_4_0':
        return commons('by-nd', t`Attribution, no derivatives`, t`You may share it unchanged; name who made it.`);
      case 'CC_BY_NC_4_0':
        return commons(
          'by-nc',
          t`Attribution, non-commercial`,
          t`You may share it and change it, but not for money; name who made it.`,
        );
      case 'CC_BY_NC_SA_4_0':
        return commons(
          'by-nc-sa',
          t`Attribution, non-commercial, share alike`,
          t`You may share it and change it, but not for money; name who made it, and share what you make of it under the same licence.`,
        );
      case 'CC_BY_NC_ND_4_0':
        return commons(
          'by-nc-nd',
          t`Attribution, non-commercial, no derivatives`,
          t`You may share it unchanged, but not for money; name who made it.`,
        );
      case 'CC0_1_0':
        return {
          short: 'CC0 1.0',
          name: t`No rights reserved`,
          meaning: t`You may do with it whatever you like; those who made it have given up their rights.`,
          deed: `https://creativecommons.org/publicdomain/zero/1.0/deed.${locale}`,
        };
      case 'PUBLIC_DOMAIN': {
        const name = t`Public domain`;
        return {
          short: name,
          name,
          meaning: t`Nobody has rights in it any more; you may do with it whatever you like.`,
          deed: `https://creativecommons.org/publicdomain/mark/1.0/deed.${locale}`,
        };
      }
      case 'OWN_TERMS': {
        const name = t`Custom terms`;
        return { short: name, name, meaning: t`Its own terms say what you may do with it.`, deed: null };
      }
      case 'ALL_RIGHTS_RESERVED': {
        const name = t`All rights reserved`;
        return {
          short: name,
          name,
          meaning: t`For reading; any other use needs the consent of those who made it.`,
          deed: null,
        };
      }
    }
  };
  return { kind, language, licence };
}
