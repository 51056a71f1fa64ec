import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTime } from '#platform/graphql';

/** A key for scripts, without the key itself. */
@ObjectType('AccessToken', { description: 'A personal access token: a key for scripts. The key itself is shown once.' })
export class AccessTokenType {
  @Field(() => ID, { description: 'Id of the token; not the token.' })
  id!: string;

  @Field({ description: 'What its owner calls it.' })
  name!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it ends.' })
  expiresAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to within five minutes; null if never.',
  })
  lastUsedAt!: string | null;
}

/** A key for scripts, the one time that it is shown. */
@ObjectType('CreatedAccessToken', { description: 'A new personal access token, shown this once.' })
export class CreatedAccessTokenType {
  @Field(() => ID, { description: 'Id of the token, to revoke it by.' })
  id!: string;

  @Field({ description: 'The token, for the header `Authorization: Bearer …`.' })
  token!: string;

  @Field(() => DateTime, { description: 'When it ends.' })
  expiresAt!: string;
}
