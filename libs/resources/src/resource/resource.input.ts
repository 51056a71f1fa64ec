import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { Licence, ResourceKind, ResourceLanguage, ResourceSort } from './resource-terms.type.js';
import { authors, description, kind, language, licence, linkUrl, note, tag, tags, terms } from './resource-texts.js';

/** GraphQL's null says as little as leaving out. */
const orNull = <T>(value: T | null | undefined): T | null => value ?? null;

/** What `shareResource` is given. */
@InputType({ description: 'A file that was uploaded, or a link, for the library of a community.' })
export class ShareResourceInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the resource, made by the client (UUIDv7, made just now): repeating the call returns the first result.',
  })
  id!: string | null;

  @Field(() => String, { description: 'Slug of the community.' })
  communitySlug!: string;

  @Field(() => String, {
    nullable: true,
    description: `Title, one line, at most ${LIMITS.resourceTitle} characters; left out: the name of the file, or the title of the linked page.`,
  })
  title!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What it is, as Markdown, at most ${LIMITS.resourceDescription} characters.`,
  })
  description!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Last segment of the address under which the file was uploaded; either this or `url`.',
  })
  uploadId!: string | null;

  @Field(() => String, { nullable: true, description: 'Address of a public page; either this or `uploadId`.' })
  url!: string | null;

  @Field(() => ResourceKind, {
    nullable: true,
    description: 'What it is; left out: what files of this type mostly are.',
  })
  kind!: ResourceKind | null;

  @Field(() => ResourceLanguage, {
    nullable: true,
    description: 'What it speaks; left out: the sharer’s own language.',
  })
  language!: ResourceLanguage | null;

  @Field(() => [String], {
    nullable: true,
    description: `Keywords, at most ${LIMITS.resourceTags} of ${LIMITS.resourceTag} characters; case does not tell two apart.`,
  })
  tags!: string[] | null;

  @Field(() => Licence, { nullable: true, description: 'Under what terms; left out: all rights reserved.' })
  licence!: Licence | null;

  @Field(() => String, {
    nullable: true,
    description: `The terms of the licence OWN_TERMS, at most ${LIMITS.resourceTerms} characters; with no other licence.`,
  })
  terms!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Who made it, one line, at most ${LIMITS.resourceAuthors} characters.`,
  })
  authors!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What to know of the first version of a file, at most ${LIMITS.versionNote} characters.`,
  })
  note!: string | null;
}

const EITHER = 'Give either uploadId or url.';

/** Shape of {@link ShareResourceInput}. */
export const shareResourceInput = z
  .object({
    id: input.newId().nullish().transform(orNull),
    communitySlug: input.slug(),
    title: input.line(LIMITS.resourceTitle).nullish().transform(orNull),
    description: description().nullish().transform(orNull),
    uploadId: input.id().nullish().transform(orNull),
    url: linkUrl().nullish().transform(orNull),
    kind: kind().nullish().transform(orNull),
    language: language().nullish().transform(orNull),
    tags: tags().nullish().transform(orNull),
    licence: licence().nullish().transform(orNull),
    terms: terms().nullish().transform(orNull),
    authors: authors().nullish().transform(orNull),
    note: note(),
  })
  .superRefine(({ uploadId, url, note: said }, context) => {
    if ((uploadId === null) === (url === null)) {
      for (const field of ['uploadId', 'url']) context.addIssue({ code: 'custom', path: [field], message: EITHER });
    }
    if (url !== null && said !== null) {
      context.addIssue({ code: 'custom', path: ['note'], message: 'A link has no versions to say something of.' });
    }
  });

/** What `editResource` is given. */
@InputType({ description: 'What is said of a resource from now on; what is left out stays.' })
export class EditResourceInput {
  @Field(() => ID, { description: 'Id of the resource.' })
  resourceId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that was edited; CONFLICT when there is a newer one. Left out: whatever it is now.',
  })
  expectedRevision!: number | null;

  @Field(() => String, {
    nullable: true,
    description: `Title, one line, at most ${LIMITS.resourceTitle} characters.`,
  })
  title!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What it is, as Markdown, at most ${LIMITS.resourceDescription} characters; empty takes it away.`,
  })
  description!: string | null;

  @Field(() => ResourceKind, { nullable: true, description: 'What it is.' })
  kind!: ResourceKind | null;

  @Field(() => ResourceLanguage, { nullable: true, description: 'What it speaks.' })
  language!: ResourceLanguage | null;

  @Field(() => [String], {
    nullable: true,
    description: `All keywords, at most ${LIMITS.resourceTags} of ${LIMITS.resourceTag} characters.`,
  })
  tags!: string[] | null;

  @Field(() => Licence, { nullable: true, description: 'Under what terms.' })
  licence!: Licence | null;

  @Field(() => String, {
    nullable: true,
    description: `The terms of the licence OWN_TERMS, at most ${LIMITS.resourceTerms} characters.`,
  })
  terms!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Who made it, at most ${LIMITS.resourceAuthors} characters; empty takes it away.`,
  })
  authors!: string | null;

  @Field(() => String, { nullable: true, description: 'Where a link leads; a file has no address.' })
  url!: string | null;
}

/** Shape of {@link EditResourceInput}. */
export const editResourceInput = z.object({
  resourceId: input.id(),
  expectedRevision: input.revision().nullish().transform(orNull),
  title: input.line(LIMITS.resourceTitle).nullish().transform(orNull),
  description: description().nullish().transform(orNull),
  kind: kind().nullish().transform(orNull),
  language: language().nullish().transform(orNull),
  tags: tags().nullish().transform(orNull),
  licence: licence().nullish().transform(orNull),
  terms: terms().nullish().transform(orNull),
  authors: authors().nullish().transform(orNull),
  url: linkUrl().nullish().transform(orNull),
});

/** What `deleteResource` is given. */
@InputType({ description: 'A resource to delete; it can be put back for 30 days.' })
export class DeleteResourceInput {
  @Field(() => ID, { description: 'Id of the resource.' })
  resourceId!: string;

  @Field(() => String, {
    nullable: true,
    description: `Why, at most ${LIMITS.reason} characters; needed when somebody else shared it, who is told.`,
  })
  reason!: string | null;
}

/** Shape of {@link DeleteResourceInput}. */
export const deleteResourceInput = z.object({
  resourceId: input.id(),
  reason: input.block(LIMITS.reason).nullish().transform(orNull),
});

/** What `restoreResource` is given. */
@InputType({ description: 'A deleted resource to put back.' })
export class RestoreResourceInput {
  @Field(() => ID, { description: 'Id of the resource.' })
  resourceId!: string;
}

/** Shape of {@link RestoreResourceInput}. */
export const restoreResourceInput = z.object({ resourceId: input.id() });

/** Arguments of `Community.resources`. */
@ArgsType()
export class ResourcePageArgs {
  @Field(() => Int, { nullable: true, defaultValue: LIMITS.pageDefault, description: 'How many, 1 to 50.' })
  first!: number | null;

  @Field(() => String, { nullable: true, description: 'Only resources after this cursor.' })
  after?: string | null;

  @Field(() => ResourceKind, { nullable: true, description: 'Only resources of this kind.' })
  kind?: ResourceKind | null;

  @Field(() => String, { nullable: true, description: 'Only resources with this keyword, however it is capitalized.' })
  tag?: string | null;

  @Field(() => ResourceLanguage, { nullable: true, description: 'Only resources that speak this.' })
  language?: ResourceLanguage | null;

  @Field(() => ResourceSort, { nullable: true, defaultValue: ResourceSort.NEWEST, description: 'In which order.' })
  sort!: ResourceSort | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Instead those that were deleted and that the viewer may put back, latest deleted first.',
  })
  deleted!: boolean | null;
}

/** What narrows and orders a list of resources; a null narrows nothing. */
export interface ResourceFilter {
  readonly sort: ResourceSort;
  readonly deleted: boolean;
  readonly kind: ResourceKind | null;
  readonly language: ResourceLanguage | null;
  /** In lower case. */
  readonly tag: string | null;
}

/** Where a resource stands in a list: which list, its place in it, its id. */
export type ResourceKey = readonly [order: ResourceSort | 'DELETED', place: string | number, id: string];

/** Shape of the one argument of a list that is text. */
export const tagArgument = tag().nullish().transform(orNull);

/** As PostgreSQL writes it: this millennium, microseconds at most. */
const MOMENT = z.iso.datetime().startsWith('2').max('2026-11-21T22:05:56.123456Z'.length);
/** A folded title may be longer than what was typed (ligatures come apart), but not by much. */
const PLACES = {
  NEWEST: MOMENT,
  DELETED: MOMENT,
  TITLE: z
    .string()
    .max(LIMITS.resourceTitle * 4)
    .refine((title) => !title.includes('\u0000') && title.isWellFormed()),
  DOWNLOADS: z.int().min(0).max(2_147_483_647),
} as const;
const ID_SHAPE = z.uuid();

/** Whether a cursor was made for a list in this order. */
export const isResourceKey =
  (order: ResourceKey[0]) =>
  (parts: unknown[]): parts is [ResourceKey[0], string | number, string] =>
    parts.length === 3 &&
    parts[0] === order &&
    PLACES[order].safeParse(parts[1]).success &&
    ID_SHAPE.safeParse(parts[2]).success;
