import { registerEnumType } from '@nestjs/graphql';

/** What a resource is. */
export const ResourceKind = {
  DOCUMENT: 'DOCUMENT',
  PRESENTATION: 'PRESENTATION',
  SPREADSHEET: 'SPREADSHEET',
  IMAGE: 'IMAGE',
  AUDIO: 'AUDIO',
  VIDEO: 'VIDEO',
  ARCHIVE: 'ARCHIVE',
  LINK: 'LINK',
  OTHER: 'OTHER',
} as const;
/** One of {@link ResourceKind}. */
export type ResourceKind = keyof typeof ResourceKind;

/** What language a resource speaks. */
export const ResourceLanguage = { EN: 'EN', FR: 'FR', BILINGUAL: 'BILINGUAL', OTHER: 'OTHER' } as const;
/** One of {@link ResourceLanguage}. */
export type ResourceLanguage = keyof typeof ResourceLanguage;

/** Under what terms a resource is shared. */
export const Licence = {
  CC_BY_4_0: 'CC_BY_4_0',
  CC_BY_SA_4_0: 'CC_BY_SA_4_0',
  CC_BY_ND_4_0: 'CC_BY_ND_4_0',
  CC_BY_NC_4_0: 'CC_BY_NC_4_0',
  CC_BY_NC_SA_4_0: 'CC_BY_NC_SA_4_0',
  CC_BY_NC_ND_4_0: 'CC_BY_NC_ND_4_0',
  CC0_1_0: 'CC0_1_0',
  PUBLIC_DOMAIN: 'PUBLIC_DOMAIN',
  OWN_TERMS: 'OWN_TERMS',
  ALL_RIGHTS_RESERVED: 'ALL_RIGHTS_RESERVED',
} as const;
/** One of {@link Licence}. */
export type Licence = keyof typeof Licence;

/** In which order a library is listed. */
export const ResourceSort = { NEWEST: 'NEWEST', TITLE: 'TITLE', DOWNLOADS: 'DOWNLOADS' } as const;
/** One of {@link ResourceSort}. */
export type ResourceSort = keyof typeof ResourceSort;

registerEnumType(ResourceKind, {
  name: 'ResourceKind',
  description: 'What a resource is.',
  valuesMap: {
    DOCUMENT: { description: 'Something to read.' },
    PRESENTATION: { description: 'Slides.' },
    SPREADSHEET: { description: 'A table.' },
    IMAGE: { description: 'A picture.' },
    AUDIO: { description: 'Something to listen to.' },
    VIDEO: { description: 'Something to watch.' },
    ARCHIVE: { description: 'Several files in one.' },
    LINK: { description: 'A page elsewhere.' },
    OTHER: { description: 'Anything else.' },
  },
});
registerEnumType(ResourceLanguage, {
  name: 'ResourceLanguage',
  description: 'What language a resource speaks.',
  valuesMap: {
    EN: { description: 'English.' },
    FR: { description: 'French.' },
    BILINGUAL: { description: 'English and French.' },
    OTHER: { description: 'Another one, or none.' },
  },
});
registerEnumType(Licence, {
  name: 'Licence',
  description: 'Under what terms a resource is shared.',
  valuesMap: {
    CC_BY_4_0: { description: 'Creative Commons Attribution 4.0.' },
    CC_BY_SA_4_0: { description: 'Creative Commons Attribution-ShareAlike 4.0.' },
    CC_BY_ND_4_0: { description: 'Creative Commons Attribution-NoDerivatives 4.0.' },
    CC_BY_NC_4_0: { description: 'Creative Commons Attribution-NonCommercial 4.0.' },
    CC_BY_NC_SA_4_0: { description: 'Creative Commons Attribution-NonCommercial-ShareAlike 4.0.' },
    CC_BY_NC_ND_4_0: { description: 'Creative Commons Attribution-NonCommercial-NoDerivatives 4.0.' },
    CC0_1_0: { description: 'Creative Commons Zero 1.0: no rights reserved.' },
    PUBLIC_DOMAIN: { description: 'Nobody holds rights in it.' },
    OWN_TERMS: { description: 'Terms of its own; `terms` says them.' },
    ALL_RIGHTS_RESERVED: { description: 'All rights reserved: to be asked for before it is used elsewhere.' },
  },
});
registerEnumType(ResourceSort, {
  name: 'ResourceSort',
  description: 'In which order a library is listed.',
  valuesMap: {
    NEWEST: { description: 'What was shared, or got a new version, last comes first.' },
    TITLE: { description: 'By title, from A to Z.' },
    DOWNLOADS: { description: 'What was downloaded most comes first.' },
  },
});
