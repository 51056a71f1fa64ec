import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { note } from '../resource/resource-texts.js';

/** What `addResourceVersion` is given. */
@InputType({ description: 'A new version of a resource.' })
export class AddResourceVersionInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the version, made by the client (UUIDv7, made just now): repeating the call returns the first result.',
  })
  id!: string | null;

  @Field(() => ID, { description: 'Id of the resource.' })
  resourceId!: string;

  @Field(() => ID, { description: 'Last segment of the address under which the file was uploaded.' })
  uploadId!: string;

  @Field(() => String, { nullable: true, description: `What changed, at most ${LIMITS.versionNote} characters.` })
  note!: string | null;
}

/** Shape of {@link AddResourceVersionInput}. */
export const addResourceVersionInput = z.object({
  id: input
    .newId()
    .nullish()
    .transform((id) => id ?? null),
  resourceId: input.id(),
  uploadId: input.id(),
  note: note(),
});

/** What `restoreResourceVersion` is given. */
@InputType({ description: 'A former version whose content a resource shall have again.' })
export class RestoreResourceVersionInput {
  @Field(() => ID, { description: 'Id of the version.' })
  versionId!: string;
}

/** Shape of {@link RestoreResourceVersionInput}. */
export const restoreResourceVersionInput = z.object({ versionId: input.id() });
