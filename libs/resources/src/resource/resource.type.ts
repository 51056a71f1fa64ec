import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PersonType } from '#identity';
import type { Place } from '#membership';
import { connectionOf, DateTime, TEXT_WEIGHT, Weighs } from '#platform/graphql';
import type { ResourceRow } from './resource-row.js';
import { Licence, ResourceKind, ResourceLanguage } from './resource-terms.type.js';

/** What the viewer may do to a resource. */
@ObjectType('ResourceAbilities', { description: 'What the viewer may do to a resource.' })
export class ResourceAbilities {
  @Field({ description: 'Change what is said of it, and restore a former version.' })
  edit!: boolean;

  @Field({ description: 'Add a new version; a link has none.' })
  addVersion!: boolean;

  @Field({ description: 'Delete it; with a reason when somebody else shared it.' })
  delete!: boolean;

  @Field({ description: 'Put it back after it was deleted.' })
  restore!: boolean;
}

/** That a resource was deleted. */
@ObjectType('ResourceDeletion', {
  description: 'That a resource was deleted. Whoever may put it back sees it, and whoever shared it.',
})
export class ResourceDeletionType {
  @Field(() => DateTime, { description: 'When.' })
  at!: string;

  @Field({ description: 'Whether somebody who keeps order deleted it, and not who shared it.' })
  byFacilitator!: boolean;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever deleted it; null if nobody said.' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'When it is gone for good.' })
  goneAt!: string;
}

/** A resource as the viewer sees it. */
@ObjectType('Resource', {
  description:
    'Something shared in the library of a community: a file with its versions, or a link. Who may not read it is told that there is none.',
})
export class ResourceType {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field({ description: 'Its title, one line.' })
  title!: string;

  @Weighs(TEXT_WEIGHT / 4)
  @Field({ description: 'What it is, Markdown as typed; may be empty.' })
  description!: string;

  @Field(() => ResourceKind, { description: 'What it is.' })
  kind!: ResourceKind;

  @Field(() => ResourceLanguage, { description: 'What language it speaks.' })
  language!: ResourceLanguage;

  @Field(() => [String], { description: 'Keywords as typed, ten at most.' })
  tags!: string[];

  @Field(() => Licence, { description: 'Under what terms it is shared.' })
  licence!: Licence;

  @Field(() => String, { nullable: true, description: 'The terms of `OWN_TERMS`; null for every other licence.' })
  terms!: string | null;

  @Field(() => String, { nullable: true, description: 'Who made it, where that was said.' })
  authors!: string | null;

  @Field(() => String, { nullable: true, description: 'Where a link leads; null for files.' })
  url!: string | null;

  @Field(() => Int, { description: 'How often one of its versions was downloaded.' })
  downloads!: number;

  @Field(() => Int, { description: 'Counts from 1; every change adds one. Give it back as `expectedRevision`.' })
  revision!: number;

  @Field(() => DateTime, { description: 'When it was shared.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was shared, or last got a new version or address.' })
  updatedAt!: string;

  @Field(() => PersonType, { description: 'Who shared it.' })
  sharedBy!: PersonType;

  @Field(() => ResourceDeletionType, { nullable: true, description: 'That it was deleted; null while it stands.' })
  deletion!: ResourceDeletionType | null;

  @Field(() => ResourceAbilities, { description: 'What the viewer may do to it.' })
  viewerCan!: ResourceAbilities;

  /** The viewer was let in here; what belongs to the resource is judged by it. */
  place!: Place;

  /** Behind the fields that are answered apart. */
  row!: ResourceRow;
}

/** A page of resources. */
export const ResourceConnection = connectionOf(() => ResourceType, 'Resource', { totalCount: false });

/** A keyword of a library. */
@ObjectType('ResourceTag', { description: 'A keyword of a library, and how many resources bear it.' })
export class ResourceTagType {
  @Field({ description: 'The keyword, spelled as most people spell it.' })
  tag!: string;

  @Field(() => Int, { description: 'How many resources bear it.' })
  count!: number;
}
