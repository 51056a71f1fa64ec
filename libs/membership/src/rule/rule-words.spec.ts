import { describe, expect, it } from '@jest/globals';
import { attestationOf, ruleWords, type RuleFacts } from './rule-words.js';

const open: RuleFacts = {
  visibility: 'PUBLIC',
  joinPolicy: 'OPEN',
  eligibility: 'ANYONE',
  status: 'OPERATIONAL',
  enrolledProgrammes: [],
};
const hidden = { private: true };
const shown = { private: false };

const words = (facts: Partial<RuleFacts>, form: { private: boolean }[] = []) => ({
  EN: ruleWords({ ...open, ...facts }, form, 'Centres of Science', 'EN'),
  FR: ruleWords({ ...open, ...facts }, form, 'Centres de sciences', 'FR'),
});

describe('ruleWords', () => {
  it('says whom a community is for, and how one gets in', () => {
    expect(words({})).toEqual({
      EN: 'This community is for everyone. You join with one click.',
      FR: 'Cette communauté s’adresse à tout le monde. Vous devenez membre d’un seul clic.',
    });
    expect(words({ eligibility: 'MEMBER_INSTITUTION' }).EN).toContain(
      'a member of the association “Centres of Science”',
    );
    expect(words({ eligibility: 'MEMBER_INSTITUTION' }).FR).toContain(
      'l’association «\u00a0Centres de sciences\u00a0»',
    );
    expect(words({ eligibility: 'MEMBER_OR_COLLABORATOR' }).EN).toContain('a member or a collaborator');
    expect(words({ joinPolicy: 'CLOSED' }).EN).toContain('takes nobody new');
    expect(words({ joinPolicy: 'APPLICATION' })).toEqual({
      EN: 'This community is for everyone. You apply, and its facilitators decide.',
      FR: 'Cette communauté s’adresse à tout le monde. Vous faites une demande; ses animatrices et animateurs décident.',
    });
  });

  it('repeats the sentence that is to be stated', () => {
    const both = words({ eligibility: 'MUSEUM_STAFF' });
    expect(both.EN).toContain(`“${attestationOf({ eligibility: 'MUSEUM_STAFF' }, 'EN')}”`);
    expect(both.FR).toContain(`«\u00a0${attestationOf({ eligibility: 'MUSEUM_STAFF' }, 'FR')}\u00a0»`);
  });

  it('says what happens with answers, where one answers', () => {
    const applying = { joinPolicy: 'APPLICATION' } as const;
    expect(words(applying, []).EN).not.toContain('answers');
    expect(words(applying, [shown]).EN).toContain('The facilitators see the answers.');
    expect(words(applying, [hidden]).EN).toMatch(/encrypted.*erased once/);
    expect(words(applying, [hidden]).EN).not.toContain('other answers');
    expect(words(applying, [hidden, shown]).EN).toContain('other answers');
    expect(words(applying, [hidden]).FR).toMatch(/chiffrées.*effacées/);
    expect(words({}, [hidden]).EN).not.toContain('encrypted');
  });

  it('says who is in without asking, and what stays inside', () => {
    expect(words({ enrolledProgrammes: ['genaction'] }).EN).toContain('“genaction” is a member at once');
    const secret = words({ visibility: 'PRIVATE', eligibility: 'SELF_IDENTIFIED', joinPolicy: 'APPLICATION' });
    expect(secret.EN).toContain('Only members see');
    expect(secret.EN).toContain('shown nowhere else');
    expect(words({}).EN).not.toContain('Only members see');
  });

  it('says of an archived community that alone', () => {
    const over = words({ status: 'ARCHIVED', joinPolicy: 'APPLICATION', enrolledProgrammes: ['genaction'] }, [hidden]);
    expect(over.EN).toBe('This community is for everyone. It is archived: it can be read, but takes nobody new.');
    expect(over.FR).toContain('archivée');
  });

  it('has no ordinary space where French wants another', () => {
    for (const eligibility of [
      'ANYONE',
      'MUSEUM_STAFF',
      'MEMBER_INSTITUTION',
      'MEMBER_OR_COLLABORATOR',
      'SELF_IDENTIFIED',
    ] as const) {
      for (const joinPolicy of ['OPEN', 'APPLICATION', 'CLOSED'] as const) {
        for (const status of ['OPERATIONAL', 'ARCHIVED'] as const) {
          const { FR } = words({ eligibility, joinPolicy, status, enrolledProgrammes: ['p'] }, [hidden, shown]);
          expect(FR).not.toMatch(/ [:»]|« |'/);
        }
      }
    }
  });
});

describe('attestationOf', () => {
  it('is there where one’s own word tells it', () => {
    expect(attestationOf({ eligibility: 'ANYONE' }, 'EN')).toBeNull();
    expect(attestationOf({ eligibility: 'MEMBER_INSTITUTION' }, 'EN')).toBeNull();
    expect(attestationOf({ eligibility: 'SELF_IDENTIFIED' }, 'FR')).toContain('Je m’identifie');
  });
});
