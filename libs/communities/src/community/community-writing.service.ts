import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Tx } from '#platform/database';
import { BadInput, NotFound } from '#platform/errors';
import { Outbox } from '#platform/events';
import { openedQuestions } from '../application-form/stays-private.js';
import { CommunityArchived, CommunityChanged } from '../communities.events.js';
import { CommunityWritingRepository, type CommunityRecord } from './community-writing.repository.js';
import { problemOfChange, problemOfRules, type RuleProblem } from './community-rules.js';

declare const HELD: unique symbol;

/** A community that the open transaction holds, as it is until something here writes it. */
export type HeldCommunity = CommunityRecord & { readonly [HELD]: true };

/** A community that begins; it is being set up at first. */
export type NewCommunity = Omit<CommunityRecord, 'id' | 'status' | 'revision'>;

/** Texts to write; null stays as it is. */
export type TextsChange = Pick<CommunityRecord, 'names' | 'summaries'> & {
  readonly tags: CommunityRecord['tags'] | null;
};

type Rules = Pick<
  CommunityRecord,
  'visibility' | 'joinPolicy' | 'eligibility' | 'status' | 'form' | 'enrolledProgrammes'
>;

/** Rules to write; null stays as it is. */
export type RulesChange = { readonly [Rule in keyof Rules]: Rules[Rule] | null };

/**
 * Changes the facts of communities and records that they changed. It knows no people: who may do this is decided in
 * libs/membership, which calls it. Each method answers what became another, so that nothing is told of no change.
 */
@Injectable()
export class CommunityWriting {
  constructor(
    private readonly communities: CommunityWritingRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Holds a community, before anything else in the transaction is held, so that it can be changed. @throws NotFound */
  async hold(tx: Tx, id: string): Promise<HeldCommunity> {
    const community = await this.communities.hold(tx, id);
    if (!community) throw new NotFound();
    return community as HeldCommunity;
  }

  /** Begins a community. @returns its id. @throws BadInput on `slug` when it is or was another's, and on rules */
  async create(tx: Tx, community: NewCommunity): Promise<string> {
    refuse(problemOfRules(community));
    if ((await this.communities.holdSlug(tx, community.slug)).length > 0) throw new BadInput({ slug: TAKEN });
    const id = v7();
    await this.communities.insert(tx, { ...community, id, status: 'ORGANIZING' });
    await this.outbox.record(tx, new CommunityChanged(id));
    return id;
  }

  /** Writes names, summaries and keywords. @returns the fields that became others */
  async changeTexts(tx: Tx, held: HeldCommunity, change: TextsChange): Promise<string[]> {
    return this.write(tx, held, { ...change, tags: change.tags ?? held.tags });
  }

  /**
   * Writes rules. @returns the fields that became others.
   * @throws BadInput on the field that cannot become what it is asked to, by itself or with the others
   */
  async changeRules(tx: Tx, held: HeldCommunity, change: RulesChange): Promise<string[]> {
    const next: Rules = {
      visibility: change.visibility ?? held.visibility,
      joinPolicy: change.joinPolicy ?? held.joinPolicy,
      eligibility: change.eligibility ?? held.eligibility,
      status: change.status ?? held.status,
      form: change.form ?? held.form,
      enrolledProgrammes: change.enrolledProgrammes ?? held.enrolledProgrammes,
    };
    if (next.status !== held.status && !(held.status === 'ORGANIZING' && next.status === 'OPERATIONAL')) {
      throw new BadInput({ status: 'Here a community that is being set up can be made operational, nothing else.' });
    }
    refuse(problemOfChange(held, next));
    refuseOpened(openedQuestions(held.form, next.form));
    return this.write(tx, held, next);
  }

  /**
   * Moves a community to another slug; the present one leads to it from then on. It may take back one that it had.
   * @returns whether it moved. @throws BadInput on `newSlug` when it is or was another's
   */
  async rename(tx: Tx, held: HeldCommunity, slug: string): Promise<boolean> {
    if (slug === held.slug) return false;
    const owners = await this.communities.holdSlug(tx, slug);
    if (owners.some(({ id, former }) => id !== held.id || !former)) throw new BadInput({ newSlug: TAKEN });
    await this.communities.rename(tx, held, slug);
    await this.outbox.record(tx, new CommunityChanged(held.id));
    return true;
  }

  /** Archives a community, or takes it into use again. @returns whether its status became another */
  async setStatus(tx: Tx, held: HeldCommunity, status: 'ARCHIVED' | 'OPERATIONAL'): Promise<boolean> {
    if (status === held.status) return false;
    await this.communities.setStatus(tx, held.id, status);
    if (status === 'ARCHIVED') await this.outbox.record(tx, new CommunityArchived(held.id));
    await this.outbox.record(tx, new CommunityChanged(held.id));
    return true;
  }

  private async write(tx: Tx, held: HeldCommunity, change: Partial<CommunityRecord>): Promise<string[]> {
    const changed = (Object.keys(change) as (keyof CommunityRecord)[])
      .filter((field) => JSON.stringify(change[field]) !== JSON.stringify(held[field]))
      .toSorted();
    if (changed.length === 0) return [];
    await this.communities.update(tx, { ...held, ...change });
    await this.outbox.record(tx, new CommunityChanged(held.id));
    return changed;
  }
}

const TAKEN = 'This is or was the address of another community.';

/** Refuses every question that was private under its key until now, at its place in the form. */
function refuseOpened(places: readonly number[]): void {
  if (places.length === 0) return;
  const message = 'This question is private. Ask an open one under a new key.';
  throw new BadInput(Object.fromEntries(places.map((place) => [`applicationForm.${place}.private`, message])));
}

/** Throws what is wrong with the rules, under the name of the input field. */
function refuse(problem: RuleProblem | null): void {
  if (problem) throw new BadInput({ [problem.field]: problem.message });
}
