import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, type Tx } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import type { Viewer } from '#identity';
import { checkAnswers, CommunityService, type FormQuestion, type GivenAnswer } from '#communities';
import { RuleService } from '../rule/rule.service.js';
import { canApply } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { ApplicationLetters } from './application-letters.service.js';
import { APPLICATION_REFUSALS } from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';
import type { ApplicationType } from './application.type.js';
import { PrivateAnswers } from './private-answers.service.js';

/** Takes applications in. */
@Injectable()
export class ApplicationSending {
  constructor(
    private readonly db: Database,
    private readonly applications: ApplicationRepository,
    private readonly privateAnswers: PrivateAnswers,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly rules: RuleService,
    private readonly letters: ApplicationLetters,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Applies to a community: its facilitators are told, and decide. Answers to private questions are sealed before they
   * reach the database.
   * @throws NotFound, Forbidden with the rule in words, BadInput with every answer that does not fit the form, Conflict
   * while an earlier application waits, RateLimited
   */
  async apply(viewer: Viewer, slug: string, answers: readonly GivenAnswer[]): Promise<ApplicationType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const community = await this.communities.bySlug(viewer, slug);
    const id = v7();
    await this.limits.spend('apply', accountId, (count) =>
      this.db.tx(async (tx) => {
        const form = await this.admissibleForm(tx, viewer, community.id, accountId);
        const given = checkAnswers(form, answers);
        await count();
        const parts = apart(form, given);
        const application = { id, communityId: community.id, accountId, form, openAnswers: parts.open };
        if (!(await this.applications.insert(tx, application))) demand(APPLICATION_REFUSALS.waiting);
        await this.privateAnswers.keep(tx, id, parts.private);
        const instead = await this.applications.takenBack(tx, community.id, accountId);
        await this.letters.arrived(tx, community, { id, accountId, instead });
      }),
    );
    const sent = await this.applications.byId(id);
    if (!sent) throw new Error('An application that was sent is there.');
    return sent;
  }

  /** The questions, which nobody changes before the transaction ends, for somebody who may answer them. */
  private async admissibleForm(
    tx: Tx,
    viewer: Viewer,
    communityId: string,
    accountId: string,
  ): Promise<readonly FormQuestion[]> {
    const facts = await this.communities.holdFacts(tx, communityId);
    const standing = await this.standings.holdAtDoor(tx, viewer, communityId);
    const verdict = canApply(standing, facts, await this.rules.meets(facts, accountId, tx));
    if (verdict !== true) demand(await this.rules.inWords(verdict, facts, viewer.language ?? 'EN', tx));
    if (await this.applications.waits(tx, communityId, accountId)) demand(APPLICATION_REFUSALS.waiting);
    return this.communities.form(communityId, tx);
  }
}

/** What is written down as it is, and what is sealed first. */
function apart(
  form: readonly FormQuestion[],
  given: ReadonlyMap<string, string>,
): { open: Record<string, string>; private: Map<string, string> } {
  const secret = new Set(form.filter((question) => question.private).map(({ key }) => key));
  const entries = [...given];
  return {
    open: Object.fromEntries(entries.filter(([key]) => !secret.has(key))),
    private: new Map(entries.filter(([key]) => secret.has(key))),
  };
}
