import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { InstitutionType } from '../institution/institution.type.js';

/** How it is known that somebody is of an institution. */
export const AffiliationSource = { ADDRESS: 'ADDRESS', STAFF: 'STAFF' } as const;
/** One of {@link AffiliationSource}. */
export type AffiliationSource = keyof typeof AffiliationSource;

registerEnumType(AffiliationSource, {
  name: 'AffiliationSource',
  description: 'How it is known that somebody is of an institution.',
  valuesMap: {
    ADDRESS: { description: 'The confirmed e-mail address is one of the institution’s.' },
    STAFF: { description: 'An administrator noted it.' },
  },
});

/** That somebody is of an institution. */
@ObjectType('Affiliation', { description: 'That somebody is of an institution, and how that is known.' })
export class AffiliationType {
  @Field(() => InstitutionType, { description: 'The institution.' })
  institution!: InstitutionType;

  @Field(() => AffiliationSource, { description: 'How it is known.' })
  source!: AffiliationSource;

  @Field(() => String, {
    nullable: true,
    description: 'First day, YYYY-MM-DD, in UTC; null: as long as the address is.',
  })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'Last day, which counts; null: until further notice.' })
  until!: string | null;
}
