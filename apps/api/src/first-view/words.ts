import type { Locale } from './reader-language.js';

/** What first answers say: the same words as in the client's catalogues, and a few for who reads without scripts. */
export interface Words {
  readonly skip: string;
  readonly home: string;
  readonly main: string;
  readonly communities: string;
  readonly signUp: string;
  readonly signIn: string;
  readonly about: string;
  readonly demonstration: string;
  readonly youAreHere: string;
  readonly publicOne: string;
  readonly membersOnly: string;
  readonly beingSetUp: string;
  readonly beingSetUpNote: string;
  readonly archived: string;
  readonly archivedNote: string;
  readonly pinned: string;
  readonly locked: string;
  readonly lockedNote: string;
  readonly formerMember: string;
  readonly author: string;
  readonly edited: string;
  readonly inReplyTo: string;
  readonly postDeleted: string;
  readonly replyDeleted: string;
  readonly removed: string;
  readonly files: string;
  readonly newTab: string;
  readonly jumpTo: string;
  readonly go: string;
  readonly signInToReply: string;
  readonly everybodyReads: string;
  readonly inDiscussion: string;
  readonly inPart: string;
  readonly parts: string;
  readonly discussions: string;
  readonly library: string;
  readonly members: string;
  readonly aboutCommunity: string;
  readonly lastBy: (name: string) => string;
  readonly lastPost: string;
  readonly latest: string;
  readonly showMore: string;
  readonly noDiscussions: string;
  readonly signInToTakePart: string;
  readonly signInToJoin: string;
  readonly signInToApply: string;
  readonly heroTitle: string;
  readonly heroText: string;
  readonly nothingShared: string;
  readonly noCommunities: string;
  readonly download: string;
  readonly openSite: (host: string) => string;
  readonly otherSite: string;
  readonly sharedBy: string;
  readonly authors: string;
  readonly licence: string;
  readonly tags: string;
  readonly version: (number: number) => string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly languages: Readonly<Record<string, string>>;
  readonly licences: Readonly<Record<string, string>>;
  readonly replies: (count: number) => string;
  readonly memberCount: (count: number) => string;
  readonly communityCount: (count: number) => string;
  readonly downloads: (count: number) => string;
  readonly earlier: (count: number) => string;
  readonly later: (count: number) => string;
  readonly postsOf: (from: number, to: number, last: number) => string;
  readonly needsScripts: string;
}

const number = (tag: string): ((value: number) => string) => {
  const format = new Intl.NumberFormat(tag);
  return (value) => format.format(value);
};
const inEnglish = number('en-CA');
const inFrench = number('fr-CA');

const ENGLISH: Words = {
  skip: 'Skip to the content',
  home: 'Copse, home page',
  main: 'Main',
  communities: 'Communities',
  signUp: 'Create an account',
  signIn: 'Sign in',
  about: 'Copse, a home for communities of practice',
  demonstration: 'Demonstration: its people and what they say are invented, and no mail leaves it.',
  youAreHere: 'You are here',
  publicOne: 'Public',
  membersOnly: 'Members only',
  beingSetUp: 'Being set up',
  beingSetUpNote: 'This community is being set up. You can join it; its facilitators start the discussions.',
  archived: 'Archived',
  archivedNote: 'This community is archived. Everything can be read, and nothing new is added.',
  pinned: 'Pinned',
  locked: 'Locked',
  lockedNote: 'A facilitator locked this discussion. It can be read, but takes no replies and no edits.',
  formerMember: 'Former member',
  author: 'Author',
  edited: 'edited',
  inReplyTo: 'In reply to',
  postDeleted: 'This post was deleted.',
  replyDeleted: 'This reply was deleted.',
  removed: 'Removed by a facilitator –',
  files: 'Files',
  newTab: 'Opens in a new tab',
  jumpTo: 'Jump to reply number',
  go: 'Go',
  signInToReply: 'Sign in to reply',
  everybodyReads: 'Everybody can read this discussion. Members of the community can answer.',
  inDiscussion: 'In this discussion',
  inPart: 'In the part shown here',
  parts: 'Parts of the community',
  discussions: 'Discussions',
  library: 'Library',
  members: 'Members',
  aboutCommunity: 'About',
  lastBy: (name) => `Last by ${name}, `,
  lastPost: 'Last post ',
  latest: 'To the latest discussions',
  showMore: 'Show more',
  noDiscussions: 'No discussions yet.',
  signInToTakePart: 'To take part, sign in first.',
  signInToJoin: 'Sign in to join',
  signInToApply: 'Sign in to apply',
  heroTitle: 'Where people who run museums and science centres help each other',
  heroText:
    'Join a community of practice, ask what you cannot look up, and answer what you have learned the hard way. In English and in French.',
  nothingShared:
    'Nothing has been shared yet. This is the place for what others can use: a form for condition reports, the slides of a talk, a link to a guide.',
  noCommunities: 'No community matches. Try a shorter word such as “museum”, or look at all of them.',
  download: 'Download',
  openSite: (host) => `Open ${host}`,
  otherSite: 'This resource is on another site.',
  sharedBy: 'Shared by',
  authors: 'Authors',
  licence: 'Licence',
  tags: 'Tags',
  version: (count) => `Version ${count}`,
  kinds: {
    DOCUMENT: 'Document',
    PRESENTATION: 'Presentation',
    SPREADSHEET: 'Spreadsheet',
    IMAGE: 'Picture',
    AUDIO: 'Audio',
    VIDEO: 'Video',
    ARCHIVE: 'Archive',
    LINK: 'Link',
    OTHER: 'Other',
  },
  languages: { EN: 'English', FR: 'French', BILINGUAL: 'English and French', OTHER: 'Another language' },
  licences: {
    OWN_TERMS: 'Custom terms',
    PUBLIC_DOMAIN: 'Public domain',
    ALL_RIGHTS_RESERVED: 'All rights reserved',
  },
  replies: (count) => (count === 0 ? 'No replies yet' : `${inEnglish(count)} ${count === 1 ? 'reply' : 'replies'}`),
  memberCount: (count) =>
    count === 0 ? 'No members yet' : `${inEnglish(count)} ${count === 1 ? 'member' : 'members'}`,
  communityCount: (count) =>
    count === 0 ? 'No communities' : `${inEnglish(count)} ${count === 1 ? 'community' : 'communities'}`,
  downloads: (count) =>
    count === 0 ? 'No downloads yet' : `${inEnglish(count)} ${count === 1 ? 'download' : 'downloads'}`,
  earlier: (count) => `Show earlier replies (${count})`,
  later: (count) => `Show later replies (${count})`,
  postsOf: (from, to, last) => `Posts ${from}–${to} of ${last}`,
  needsScripts: 'To write, search or follow here, switch on JavaScript in your browser. Reading needs none.',
};

const FRENCH: Words = {
  skip: 'Passer au contenu',
  home: 'Copse, page d’accueil',
  main: 'Principale',
  communities: 'Communautés',
  signUp: 'Créer un compte',
  signIn: 'Ouvrir une session',
  about: 'Copse, la maison des communautés de pratique',
  demonstration: 'Démonstration\u00a0: les personnes et leurs propos sont inventés, et aucun courriel n’en sort.',
  youAreHere: 'Vous êtes ici',
  publicOne: 'Publique',
  membersOnly: 'Membres seulement',
  beingSetUp: 'En préparation',
  beingSetUpNote:
    'Cette communauté se met en place. Vous pouvez en devenir membre; ce sont ses animateurs et animatrices qui lancent les discussions.',
  archived: 'Archivée',
  archivedNote: 'Cette communauté est archivée. On peut tout y lire, mais on ne peut plus rien y ajouter.',
  pinned: 'Épinglée',
  locked: 'Verrouillée',
  lockedNote:
    'Cette discussion a été verrouillée par une personne qui l’anime. On peut la lire, mais plus y répondre ni y modifier quoi que ce soit.',
  formerMember: 'Ancien·ne membre',
  author: 'Auteur·rice',
  edited: 'modifié',
  inReplyTo: 'En réponse à',
  postDeleted: 'Ce message a été supprimé.',
  replyDeleted: 'Cette réponse a été supprimée.',
  removed: 'Retiré par l’équipe d’animation –',
  files: 'Fichiers',
  newTab: 'S’ouvre dans un nouvel onglet',
  jumpTo: 'Aller à la réponse numéro',
  go: 'Aller',
  signInToReply: 'Ouvrir une session pour répondre',
  everybodyReads: 'Tout le monde peut lire cette discussion. Les membres de la communauté peuvent y répondre.',
  inDiscussion: 'Dans cette discussion',
  inPart: 'Dans la partie affichée ici',
  parts: 'Sections de la communauté',
  discussions: 'Discussions',
  library: 'Bibliothèque',
  members: 'Membres',
  aboutCommunity: 'À propos',
  lastBy: (name) => `Dernière par ${name}, `,
  lastPost: 'Dernier message\u00A0: ',
  latest: 'Aux discussions les plus récentes',
  showMore: 'En afficher plus',
  noDiscussions: 'Aucune discussion pour l’instant.',
  signInToTakePart: 'Pour participer, ouvrez d’abord une session.',
  signInToJoin: 'Ouvrir une session',
  signInToApply: 'Ouvrir une session',
  heroTitle: 'Là où les gens des musées et des centres de sciences s’entraident',
  heroText:
    'Devenez membre d’une communauté de pratique, demandez ce qui ne se trouve nulle part et répondez à partir de ce que vous avez appris sur le terrain. En français et en anglais.',
  nothingShared:
    'Rien n’a encore été partagé. C’est la place de ce qui peut servir aux autres\u00a0: un formulaire de constat d’état, les diapositives d’un exposé, un lien vers un guide.',
  noCommunities:
    'Aucune communauté ne correspond. Essayez un mot plus court comme «\u00a0musée\u00a0», ou consultez-les toutes.',
  download: 'Télécharger',
  openSite: (host) => `Ouvrir ${host}`,
  otherSite: 'Cette ressource se trouve sur un autre site.',
  sharedBy: 'Partagée par',
  authors: 'Auteurs et autrices',
  licence: 'Licence',
  tags: 'Étiquettes',
  version: (count) => `Version ${count}`,
  kinds: {
    DOCUMENT: 'Document',
    PRESENTATION: 'Présentation',
    SPREADSHEET: 'Feuille de calcul',
    IMAGE: 'Image',
    AUDIO: 'Audio',
    VIDEO: 'Vidéo',
    ARCHIVE: 'Archive',
    LINK: 'Lien',
    OTHER: 'Autre',
  },
  languages: { EN: 'Anglais', FR: 'Français', BILINGUAL: 'Anglais et français', OTHER: 'Autre langue' },
  licences: {
    OWN_TERMS: 'Conditions particulières',
    PUBLIC_DOMAIN: 'Domaine public',
    ALL_RIGHTS_RESERVED: 'Tous droits réservés',
  },
  replies: (count) =>
    count === 0 ? 'Pas encore de réponse' : `${inFrench(count)} ${count < 2 ? 'réponse' : 'réponses'}`,
  memberCount: (count) =>
    count === 0 ? 'Pas encore de membre' : `${inFrench(count)} ${count < 2 ? 'membre' : 'membres'}`,
  communityCount: (count) =>
    count === 0 ? 'Aucune communauté' : `${inFrench(count)} ${count < 2 ? 'communauté' : 'communautés'}`,
  downloads: (count) =>
    count === 0
      ? 'Aucun téléchargement pour l’instant'
      : `${inFrench(count)} ${count < 2 ? 'téléchargement' : 'téléchargements'}`,
  earlier: (count) => `Afficher les réponses précédentes (${count})`,
  later: (count) => `Afficher les réponses suivantes (${count})`,
  postsOf: (from, to, last) => `Messages ${from} à ${to} sur ${last}`,
  needsScripts:
    'Pour écrire, chercher ou suivre une discussion, activez JavaScript dans votre navigateur. Pour lire, ce n’est pas nécessaire.',
};

/** What a first answer says in this language. */
export const wordsIn = (locale: Locale): Words => (locale === 'fr' ? FRENCH : ENGLISH);
