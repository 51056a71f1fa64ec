import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { BilingualTextInput, bilingualText } from '#communities';
import { isCountry } from './countries.js';
import { day, daysInOrder } from './day.js';
import { checkDomain } from './domain-name.js';
import { AssociationTie, InstitutionKind, type InstitutionKey } from './institution.type.js';

const NAME = 200;
const DOMAINS = 50;
const MEMBERSHIPS = 20;

/** One tie of {@link AddInstitutionInput}. */
@InputType({ description: 'What an institution is to an association, and when.' })
export class InstitutionMembershipInput {
  @Field({ description: 'Slug of the association.' })
  association!: string;

  @Field(() => AssociationTie, { description: 'What the institution is to it.' })
  tie!: AssociationTie;

  @Field({ description: 'First day, YYYY-MM-DD, in UTC.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'Last day, which counts; null: until further notice.' })
  until!: string | null;
}

/** See `addInstitution`. */
@InputType({ description: 'An institution.' })
export class AddInstitutionInput {
  @Field(() => BilingualTextInput, { description: 'Its name, 200 characters at most in each language.' })
  name!: BilingualTextInput;

  @Field(() => InstitutionKind, { description: 'What kind of place it is.' })
  kind!: InstitutionKind;

  @Field({ description: 'Country, ISO 3166-1 alpha-2, such as CA.' })
  country!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Province or other subdivision, ISO 3166-2 without the country, such as ON.',
  })
  province!: string | null;

  @Field(() => [String], {
    description:
      'Domains of its people’s e-mail addresses, 50 at most; each of one institution alone, and of no public provider.',
  })
  domains!: string[];

  @Field(() => [InstitutionMembershipInput], { description: 'What it is to associations, and when; 20 at most.' })
  memberships!: InstitutionMembershipInput[];
}

/** See `editInstitution`. */
@InputType({ description: 'An institution as it is to be from now on.' })
export class EditInstitutionInput extends AddInstitutionInput {
  @Field(() => ID, { description: 'Its id.' })
  institutionId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its revision when the change began: CONFLICT when somebody changed it since. Null: whatever it has become.',
  })
  expectedRevision!: number | null;
}

/** Domains in lower-case ASCII; each problem at its place. */
const domains = z
  .array(z.string())
  .max(DOMAINS, `At most ${DOMAINS} domains.`)
  .transform((typed, context) => {
    const kept: string[] = [];
    typed.forEach((text, place) => {
      const checked = checkDomain(text);
      const problem = 'problem' in checked ? checked.problem : kept.includes(checked.domain) && 'Stands there twice.';
      if (problem) context.addIssue({ code: 'custom', path: [place], message: problem });
      else if ('domain' in checked) kept.push(checked.domain);
    });
    return kept;
  });

const membership = z
  .strictObject({ association: input.slug(), tie: z.enum(AssociationTie), from: day(), until: untilDay() })
  .superRefine(daysInOrder);

function untilDay() {
  return day()
    .nullish()
    .transform((value) => value ?? null);
}

const facts = {
  name: bilingualText(NAME),
  kind: z.enum(InstitutionKind),
  country: z.string().refine(isCountry, 'Must be a country’s code of two capital letters, such as CA.'),
  province: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/, 'Must be a subdivision’s code of one to three capital letters or digits, such as ON.')
    .nullish()
    .transform((value) => value ?? null),
  domains,
  memberships: z.array(membership).max(MEMBERSHIPS, `At most ${MEMBERSHIPS} memberships.`),
};

/** Shape of {@link AddInstitutionInput}. */
export const addInstitutionInput = z.strictObject(facts);

/** Shape of {@link EditInstitutionInput}. */
export const editInstitutionInput = z.strictObject({
  ...facts,
  institutionId: input.id(),
  expectedRevision: input
    .revision()
    .nullish()
    .transform((value) => value ?? null),
});

/** An institution as it was given and checked. */
export type GivenInstitution = z.output<typeof addInstitutionInput>;
/** What {@link editInstitutionInput} answers. */
export type EditedInstitution = z.output<typeof editInstitutionInput>;

/** Arguments of `institutions`. */
@ArgsType()
export class InstitutionsArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only those in whose names or domains each of these words occurs; accents and case do not matter.',
  })
  query!: string | null;

  @Field(() => Int, { nullable: true, defaultValue: LIMITS.pageDefault, description: 'How many, 1 to 50.' })
  first!: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the institution before the page.' })
  after!: string | null;
}

const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null);

/** Shape of {@link InstitutionsArgs}; an empty `query` narrows nothing, as while one begins to type. */
export const institutionsArgs = z.object({
  query: z
    .string()
    .nullish()
    .transform((value) => value?.trim() || null)
    .pipe(input.line(LIMITS.findText).nullable()),
  first: orNull(z.number()),
  after: orNull(z.string()),
});

const name = input.line(NAME);
const id = input.id();

/** Whether the parts of a cursor are a place in the list of institutions. */
export const isInstitutionKey = (parts: unknown[]): parts is InstitutionKey & unknown[] =>
  parts.length === 2 && name.safeParse(parts[0]).success && id.safeParse(parts[1]).success;
