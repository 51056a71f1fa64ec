import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  printSchema,
  validate,
  visit,
  type DocumentNode,
  type GraphQLArgument,
} from 'graphql';
import { LIMITS } from '#contracts';
import { GRAPHQL_LIMITS, queryShapeRule } from '#platform/graphql';
import { buildApiSchema, type BuiltSchema } from '../support/schema.js';

const ROOT = join(import.meta.dirname, '../..');

describe('the GraphQL schema', () => {
  let built: BuiltSchema;
  beforeAll(async () => {
    built = await buildApiSchema();
  });

  const operations = (): string[] =>
    [built.schema.getQueryType(), built.schema.getMutationType(), built.schema.getSubscriptionType()].flatMap((type) =>
      type ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );

  it('has a door at every operation', () => {
    expect(operations().filter((name) => (built.doors.get(name) ?? null) === null)).toEqual([]);
    expect([...built.doors.keys()].toSorted()).toEqual(operations().toSorted());
  });

  it('is open to the public in these operations only', () => {
    const open = [...built.doors].filter(([, door]) => door === 'public').map(([name]) => name);
    const snapshot = readFileSync(join(import.meta.dirname, 'public-operations.txt'), 'utf8')
      .trim()
      .split('\n');
    expect(open.toSorted()).toEqual(snapshot);
  });

  it('asks an administrator in these', () => {
    const staff = [...built.doors].filter(([, door]) => door === 'staff').map(([name]) => name);
    expect(staff.toSorted()).toEqual([
      'Mutation.addInstitution',
      'Mutation.affiliate',
      'Mutation.appointFacilitator',
      'Mutation.archiveCommunity',
      'Mutation.changeCommunityRules',
      'Mutation.createCommunity',
      'Mutation.editInstitution',
      'Mutation.endAffiliation',
      'Mutation.liftSuspension',
      'Mutation.renameCommunity',
      'Mutation.reviveCommunity',
      'Mutation.setRoster',
      'Mutation.suspendAccount',
      'Query.accounts',
      'Query.auditLog',
      'Query.institution',
      'Query.institutions',
      'Query.keptMail',
      'Query.programme',
      'Query.programmes',
      'Query.unattended',
    ]);
  });

  it('admits an account without a confirmed address to nothing but what is public and the way out', () => {
    const early = [...built.doors].filter(([, door]) => door === 'signed-in-unverified').map(([name]) => name);
    expect(early.toSorted()).toEqual(['Mutation.acceptInvitation', 'Mutation.resendVerification']);
  });

  it('is the committed schema.graphql', () => {
    const committed = readFileSync(join(ROOT, 'schema.graphql'), 'utf8').replace(/^(?:#.*\n)+\n/, '');
    expect(committed).toBe(`${printSchema(built.schema)}\n`);
  });

  it('describes each type, field and argument', () => {
    const mute: string[] = [];
    for (const type of Object.values(built.schema.getTypeMap())) {
      if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
      if (type === built.schema.getQueryType() || type === built.schema.getMutationType()) {
        // The roots are Nest's own; their fields are ours.
      } else if (!type.description) mute.push(type.name);
      if (isEnumType(type))
        mute.push(
          ...type
            .getValues()
            .filter((v) => !v.description)
            .map((v) => `${type.name}.${v.name}`),
        );
      if (!isObjectType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!field.description) mute.push(`${type.name}.${field.name}`);
        if ('args' in field)
          mute.push(
            ...field.args
              .filter((arg: GraphQLArgument) => !arg.description)
              .map((arg: GraphQLArgument) => `${type.name}.${field.name}(${arg.name})`),
          );
      }
    }
    expect(mute).toEqual([]);
  });

  it('bounds every list: a list is a connection, or short by its nature', () => {
    const lists: string[] = [];
    for (const type of Object.values(built.schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__') || type.name.endsWith('Connection')) continue;
      for (const field of Object.values(type.getFields()))
        if (String(field.type).includes('[')) lists.push(`${type.name}.${field.name}`);
    }
    expect(lists.toSorted()).toEqual([
      'AccountCard.affiliations',
      'Application.answers',
      'Association.languages',
      'Community.pinnedThreads',
      'Community.resourceTags',
      'Community.tags',
      'Community.viewerEnrolledBy',
      'CommunityRule.form',
      'CommunityRule.programmes',
      'FormQuestion.options',
      'Institution.domains',
      'Institution.memberships',
      'Mutation.inviteToCommunity',
      'Notification.actors',
      'Person.sharedCommunities',
      'Post.attachments',
      'Programme.communities',
      'Query.accessTokens',
      'Query.associations',
      'Query.mentionable',
      'Query.myAffiliations',
      'Query.programmes',
      'Query.sessions',
      'Resource.tags',
      'Resource.versions',
      'RosterChange.rows',
      'SearchResult.excerpt',
      'SearchResult.title',
    ]);
  });

  it("admits every document of the web client, within the query limits that refuse strangers'", () => {
    const documents = JSON.parse(
      readFileSync(join(ROOT, 'apps/web/src/gql/persisted-documents.json'), 'utf8'),
    ) as Record<string, string>;
    expect(Object.keys(documents).length).toBeGreaterThan(10);
    for (const source of Object.values(documents)) {
      const document: DocumentNode = parse(source, { maxTokens: GRAPHQL_LIMITS.tokens });
      expect(validate(built.schema, document, [queryShapeRule]).map((error) => error.message)).toEqual([]);
      expect(source.length).toBeLessThan(LIMITS.strangerRequestBytes);
      visit(document, {
        Argument: (node) =>
          void (
            node.name.value === 'first' &&
            node.value.kind === 'IntValue' &&
            expect(Number(node.value.value)).toBeLessThanOrEqual(LIMITS.pageMax)
          ),
      });
    }
  });
});
