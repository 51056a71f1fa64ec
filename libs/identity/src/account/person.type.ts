import { Field, ID, ObjectType } from '@nestjs/graphql';

/** What others may see of an account. Handed out from a cache: frozen. */
@ObjectType('Person', { description: 'What others may see of an account.' })
export class PersonType {
  @Field(() => ID, { description: 'Id of the account.' })
  readonly id!: string;

  @Field({ description: 'The person’s name, or “Former member” when the account was closed.' })
  readonly name!: string;

  @Field({ description: 'Whether the account was closed.' })
  readonly former!: boolean;
}
