import type { Language } from '#identity';
import type { CommunityFacts, FormQuestion } from '#communities';

/** What of a community makes its rule. */
export type RuleFacts = Pick<
  CommunityFacts,
  'visibility' | 'joinPolicy' | 'eligibility' | 'status' | 'enrolledProgrammes'
>;

/**
 * The rule of a community in whole sentences: whom it is for, how one gets in, what happens with the answers, who is in
 * without asking, and what others see. Everybody may read it, also of a private community. `form` counts only where
 * one applies.
 */
export function ruleWords(
  facts: RuleFacts,
  form: readonly Pick<FormQuestion, 'private'>[],
  associationName: string,
  language: Language,
): string {
  const words = WORDS[language];
  return [
    words.who[facts.eligibility](associationName),
    words.how(facts, attestationOf(facts, language)),
    ...(isDecided(facts) ? words.answers(form) : []),
    ...(facts.status === 'ARCHIVED' ? [] : facts.enrolledProgrammes.map(words.programme)),
    ...(facts.visibility === 'PRIVATE' ? [words.seen] : []),
    ...(facts.eligibility === 'SELF_IDENTIFIED' ? [words.unnamed] : []),
  ].join(' ');
}

/**
 * The sentence that one states by joining or by accepting an invitation, because no record can tell it; null where
 * records tell it or nothing need be told.
 */
export function attestationOf(facts: Pick<RuleFacts, 'eligibility'>, language: Language): string | null {
  const { eligibility } = facts;
  if (eligibility !== 'MUSEUM_STAFF' && eligibility !== 'SELF_IDENTIFIED') return null;
  return WORDS[language].stated[eligibility];
}

const isDecided = ({ status, joinPolicy }: RuleFacts): boolean => status !== 'ARCHIVED' && joinPolicy === 'APPLICATION';

interface Words {
  readonly who: Record<CommunityFacts['eligibility'], (association: string) => string>;
  readonly how: (facts: RuleFacts, statement: string | null) => string;
  readonly answers: (form: readonly Pick<FormQuestion, 'private'>[]) => string[];
  readonly programme: (programme: string) => string;
  readonly seen: string;
  readonly unnamed: string;
  readonly stated: Record<'MUSEUM_STAFF' | 'SELF_IDENTIFIED', string>;
}

const EN: Words = {
  who: {
    ANYONE: () => 'This community is for everyone.',
    MUSEUM_STAFF: () => 'This community is for people who work at a museum, a science centre or a similar place.',
    MEMBER_INSTITUTION: (association) =>
      `This community is for people whose institution is a member of the association “${association}”. You belong to an institution when your confirmed e-mail address is one of its own, or when an administrator has noted it.`,
    MEMBER_OR_COLLABORATOR: (association) =>
      `This community is for people whose institution is a member or a collaborator of the association “${association}”. You belong to an institution when your confirmed e-mail address is one of its own, or when an administrator has noted it.`,
    SELF_IDENTIFIED: () =>
      'This community is for people who identify themselves as it asks: their own word counts, and nothing else.',
  },
  how: ({ status, joinPolicy }, statement) => {
    if (status === 'ARCHIVED') return 'It is archived: it can be read, but takes nobody new.';
    if (joinPolicy === 'CLOSED') return 'It is closed: it takes nobody new.';
    if (joinPolicy === 'APPLICATION') return 'You apply, and its facilitators decide.';
    return statement === null ? 'You join with one click.' : `You join with one click, by stating: “${statement}”`;
  },
  answers: (form) => {
    if (form.length === 0) return [];
    if (!form.some((question) => question.private)) return ['The facilitators see the answers.'];
    return [
      'Answers to private questions are kept encrypted, seen by the facilitators alone, and erased once the application is decided or withdrawn.',
      ...(form.every((question) => question.private) ? [] : ['The facilitators see the other answers as well.']),
    ];
  },
  programme: (programme) =>
    `Whoever is on the roster of the programme “${programme}” is a member at once, and remains one until the programme releases them.`,
  seen: 'Only members see its discussions and who is in it.',
  unnamed: 'Who is in it is shown nowhere else.',
  stated: {
    MUSEUM_STAFF: 'I work at a museum, a science centre or a similar place.',
    SELF_IDENTIFIED: 'I identify myself as this community asks.',
  },
};

const FR: Words = {
  who: {
    ANYONE: () => 'Cette communauté s’adresse à tout le monde.',
    MUSEUM_STAFF: () =>
      'Cette communauté s’adresse aux personnes qui travaillent dans un musée, un centre de sciences ou un lieu semblable.',
    MEMBER_INSTITUTION: (association) =>
      `Cette communauté s’adresse aux personnes dont l’établissement est membre de l’association «\u00a0${association}\u00a0». Vous faites partie d’un établissement si votre adresse courriel confirmée est une des siennes, ou si l’administration du site l’a noté.`,
    MEMBER_OR_COLLABORATOR: (association) =>
      `Cette communauté s’adresse aux personnes dont l’établissement est membre ou collaborateur de l’association «\u00a0${association}\u00a0». Vous faites partie d’un établissement si votre adresse courriel confirmée est une des siennes, ou si l’administration du site l’a noté.`,
    SELF_IDENTIFIED: () =>
      'Cette communauté s’adresse aux personnes qui s’identifient comme elle le demande\u00a0: leur parole compte, et rien d’autre.',
  },
  how: ({ status, joinPolicy }, statement) => {
    if (status === 'ARCHIVED') return 'Elle est archivée\u00a0: on peut la lire, mais elle n’accueille plus personne.';
    if (joinPolicy === 'CLOSED') return 'Elle est fermée\u00a0: elle n’accueille plus personne.';
    if (joinPolicy === 'APPLICATION') return 'Vous faites une demande; ses animatrices et animateurs décident.';
    return statement === null
      ? 'Vous devenez membre d’un seul clic.'
      : `Vous devenez membre d’un seul clic, en déclarant\u00a0: «\u00a0${statement}\u00a0»`;
  },
  answers: (form) => {
    if (form.length === 0) return [];
    if (!form.some((question) => question.private))
      return ['Les réponses sont lues par les animatrices et animateurs.'];
    return [
      'Les réponses aux questions privées sont chiffrées, lues uniquement par les animatrices et animateurs, et effacées dès que la demande est tranchée ou retirée.',
      ...(form.every((question) => question.private)
        ? []
        : ['Les autres réponses sont également lues par les animatrices et animateurs.']),
    ];
  },
  programme: (programme) =>
    `Toute personne inscrite au programme «\u00a0${programme}\u00a0» en est aussitôt membre, et le reste jusqu’à ce que le programme la libère.`,
  seen: 'Seuls les membres voient ses discussions et qui en fait partie.',
  unnamed: 'Qui en fait partie n’est montré nulle part ailleurs.',
  stated: {
    MUSEUM_STAFF: 'Je travaille dans un musée, un centre de sciences ou un lieu semblable.',
    SELF_IDENTIFIED: 'Je m’identifie comme cette communauté le demande.',
  },
};

const WORDS: Record<Language, Words> = { EN, FR };
