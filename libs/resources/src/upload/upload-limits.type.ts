import { Field, Float, ObjectType } from '@nestjs/graphql';

/** What may be sent to a community, and how much of its room is taken. */
@ObjectType('UploadLimits', { description: 'What may be sent to a community. A byte is a byte in all three.' })
export class UploadLimitsType {
  // Float: more bytes than an Int can say.
  @Field(() => Float, { description: 'The largest file, bytes.' })
  fileBytes!: number;

  @Field(() => Float, { description: 'What all its files may take together, bytes.' })
  communityBytes!: number;

  @Field(() => Float, { description: 'What they and the uploads under way take now, each counted in full, bytes.' })
  usedBytes!: number;
}
