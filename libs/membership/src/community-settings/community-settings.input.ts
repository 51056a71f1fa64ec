import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { input } from '#platform/graphql';
import {
  applicationForm,
  BilingualTextInput,
  communityName,
  communitySlug,
  communitySummary,
  CommunityStatus,
  Eligibility,
  FormQuestionInput,
  JoinPolicy,
  shortNames,
  Visibility,
} from '#communities';

const REVISION =
  'Its revision when the change began: CONFLICT when somebody changed it since. Null: whatever it has become.';
const SLUG = 'Its slug, or a former one.';
const NAME = 'Its name, 200 characters at most in each language.';
const SUMMARY = 'What it is about, 1,000 characters at most in each language.';

/** See `createCommunity`. */
@InputType({ description: 'A community that begins.' })
export class CreateCommunityInput {
  @Field({ description: 'Short name in links; neither another community’s nor a former one of any.' })
  slug!: string;

  @Field({ description: 'Slug of the association that keeps it.' })
  association!: string;

  @Field(() => BilingualTextInput, { description: NAME })
  name!: BilingualTextInput;

  @Field(() => BilingualTextInput, { description: SUMMARY })
  summary!: BilingualTextInput;

  @Field(() => Visibility, { description: 'Who may read it. A private one never becomes public.' })
  visibility!: Visibility;

  @Field(() => JoinPolicy, { description: 'How one gets in.' })
  joinPolicy!: JoinPolicy;

  @Field(() => Eligibility, {
    description: 'Whom it is for. SELF_IDENTIFIED asks for a PRIVATE community that is not OPEN, and stays.',
  })
  eligibility!: Eligibility;

  @Field(() => [String], { nullable: true, description: 'Keywords, 20 at most. Default: none.' })
  tags!: string[] | null;

  @Field(() => [FormQuestionInput], { nullable: true, description: 'Questions, 20 at most. Default: none.' })
  applicationForm!: FormQuestionInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of programmes whose roster enrols people here, 20 at most. Default: none.',
  })
  enrolledProgrammes!: string[] | null;
}

/** See `editCommunity`. */
@InputType({ description: 'Texts of a community.' })
export class EditCommunityInput {
  @Field({ description: SLUG })
  slug!: string;

  @Field(() => BilingualTextInput, { description: NAME })
  name!: BilingualTextInput;

  @Field(() => BilingualTextInput, { description: SUMMARY })
  summary!: BilingualTextInput;

  @Field(() => [String], { nullable: true, description: 'Keywords, 20 at most; null leaves them as they are.' })
  tags!: string[] | null;

  @Field(() => Int, { nullable: true, description: REVISION })
  expectedRevision!: number | null;
}

/** See `changeCommunityRules`. */
@InputType({ description: 'Rules of a community; what is null stays as it is.' })
export class ChangeCommunityRulesInput {
  @Field({ description: SLUG })
  slug!: string;

  @Field(() => Visibility, { nullable: true, description: 'Who may read it. A private one never becomes public.' })
  visibility!: Visibility | null;

  @Field(() => JoinPolicy, { nullable: true, description: 'How one gets in.' })
  joinPolicy!: JoinPolicy | null;

  @Field(() => Eligibility, {
    nullable: true,
    description: 'Whom it is for. SELF_IDENTIFIED asks for a PRIVATE community that is not OPEN, and stays.',
  })
  eligibility!: Eligibility | null;

  @Field(() => CommunityStatus, {
    nullable: true,
    description: 'OPERATIONAL for a community that is being set up; see also archiveCommunity and reviveCommunity.',
  })
  status!: CommunityStatus | null;

  @Field(() => [FormQuestionInput], {
    nullable: true,
    description: 'The whole form, 20 questions at most. What waits keeps the questions that it was asked.',
  })
  applicationForm!: FormQuestionInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of all programmes whose roster enrols people here, 20 at most.',
  })
  enrolledProgrammes!: string[] | null;

  @Field(() => Int, { nullable: true, description: REVISION })
  expectedRevision!: number | null;
}

/** See `renameCommunity`. */
@InputType({ description: 'Another address for a community.' })
export class RenameCommunityInput {
  @Field({ description: SLUG })
  slug!: string;

  @Field({
    description: 'Neither another community’s slug nor a former one of another; one of its own former ones may be.',
  })
  newSlug!: string;
}

/** See `archiveCommunity`. */
@InputType({ description: 'Which community to archive.' })
export class ArchiveCommunityInput {
  @Field({ description: SLUG })
  slug!: string;
}

/** See `reviveCommunity`. */
@InputType({ description: 'Which community to take into use again.' })
export class ReviveCommunityInput {
  @Field({ description: SLUG })
  slug!: string;
}

const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null);
const orEmpty = <Item>(schema: z.ZodType<Item[]>) => schema.nullish().transform((value) => value ?? []);

/** Shape of {@link CreateCommunityInput}. */
export const createCommunityInput = z
  .strictObject({
    slug: communitySlug(),
    association: input.slug(),
    name: communityName(),
    summary: communitySummary(),
    visibility: z.enum(Visibility),
    joinPolicy: z.enum(JoinPolicy),
    eligibility: z.enum(Eligibility),
    tags: orEmpty(shortNames()),
    applicationForm: orEmpty(applicationForm()),
    enrolledProgrammes: orEmpty(shortNames()),
  })
  .transform(({ name: names, summary: summaries, applicationForm: form, ...rest }) => ({
    ...rest,
    names,
    summaries,
    form,
  }));

/** Shape of {@link EditCommunityInput}. */
export const editCommunityInput = z
  .strictObject({
    slug: input.slug(),
    name: communityName(),
    summary: communitySummary(),
    tags: orNull(shortNames()),
    expectedRevision: orNull(input.revision()),
  })
  .transform(({ name: names, summary: summaries, ...rest }) => ({ ...rest, names, summaries }));

/** Shape of {@link ChangeCommunityRulesInput}. */
export const changeCommunityRulesInput = z
  .strictObject({
    slug: input.slug(),
    visibility: orNull(z.enum(Visibility)),
    joinPolicy: orNull(z.enum(JoinPolicy)),
    eligibility: orNull(z.enum(Eligibility)),
    status: orNull(z.enum(CommunityStatus)),
    applicationForm: orNull(applicationForm()),
    enrolledProgrammes: orNull(shortNames()),
    expectedRevision: orNull(input.revision()),
  })
  .transform(({ applicationForm: form, ...rest }) => ({ ...rest, form }));

/** Shape of {@link RenameCommunityInput}. */
export const renameCommunityInput = z.strictObject({ slug: input.slug(), newSlug: communitySlug() });

/** What {@link createCommunityInput} answers. */
export type CreatedCommunity = z.output<typeof createCommunityInput>;

/** What {@link editCommunityInput} answers. */
export type EditedCommunity = z.output<typeof editCommunityInput>;

/** What {@link changeCommunityRulesInput} answers. */
export type ChangedRules = z.output<typeof changeCommunityRulesInput>;
