import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, keyset, type Queryable, type Tx } from '#platform/database';
import { BadInput, demand, demandUnchanged, NotFound } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { foldText } from '#platform/text';
import { AuditLog, type Viewer } from '#identity';
import { AssociationService, type AssociationType } from '#communities';
import { accountOf } from '../membership/membership.service.js';
import type { EditedInstitution, GivenInstitution } from './institution.input.js';
import { canKeepInstitutions } from './institution.policy.js';
import { InstitutionRepository, type InstitutionRow, type TieRow } from './institution.repository.js';
import type { InstitutionKey, InstitutionType } from './institution.type.js';

/** The records of institutions, which administrators keep. */
@Injectable()
export class InstitutionService {
  constructor(
    private readonly db: Database,
    private readonly institutions: InstitutionRepository,
    private readonly associations: AssociationService,
    private readonly audit: AuditLog,
  ) {}

  /** A page by English name; `query` is as typed. Three statements. @throws Forbidden for all but staff */
  async page(viewer: Viewer, query: string | null, page: Page<InstitutionKey>): Promise<Connection<InstitutionType>> {
    demand(canKeepInstitutions(viewer));
    const words = foldText(query ?? '')
      .split(/\s+/)
      .filter(Boolean);
    const [found, count] = await Promise.all([
      this.institutions.page(words, page.after, page.size + 1),
      this.institutions.count(words),
    ]);
    const { rows, hasMore } = keyset(found, page.size);
    return pageOf(await this.shown(rows), cursorOf, { before: page.after !== null, after: hasMore }, count);
  }

  /** One institution. @throws Forbidden for all but staff, NotFound */
  async institution(viewer: Viewer, id: string): Promise<InstitutionType> {
    demand(canKeepInstitutions(viewer));
    const institution = (await this.byIds([id])).get(id);
    if (!institution) throw new NotFound();
    return institution;
  }

  /** Institutions by id, for those who have asked a policy; unknown ids are left out. Two statements. */
  async byIds(ids: readonly string[], on?: Queryable): Promise<Map<string, InstitutionType>> {
    if (ids.length === 0) return new Map();
    const shown = await this.shown(await this.institutions.byIds(ids, on), on);
    return new Map(shown.map((institution) => [institution.id, institution]));
  }

  /** Adds an institution. @throws Forbidden for all but staff, BadInput at a domain or association that will not do */
  async add(viewer: Viewer, given: GivenInstitution): Promise<InstitutionType> {
    demand(canKeepInstitutions(viewer));
    const id = v7();
    await this.db.tx(async (tx) => {
      await this.institutions.insert(tx, rowOf(id, given));
      await this.writeRest(tx, id, given);
      await this.audit.note(tx, {
        actor: accountOf(viewer),
        action: 'institution-added',
        subject: id,
        details: { institution: given.name.EN },
      });
    });
    return this.institution(viewer, id);
  }

  /**
   * Replaces all that is known of an institution.
   * @throws as {@link add}, NotFound, Conflict when changed since the revision expected
   */
  async edit(viewer: Viewer, edited: EditedInstitution): Promise<InstitutionType> {
    const { institutionId: id, expectedRevision, ...given } = edited;
    demand(canKeepInstitutions(viewer));
    await this.db.tx(async (tx) => {
      const revision = await this.institutions.hold(tx, id);
      if (revision === null) throw new NotFound();
      demandUnchanged(revision, expectedRevision);
      await this.institutions.update(tx, rowOf(id, given));
      await this.writeRest(tx, id, given);
      await this.audit.note(tx, {
        actor: accountOf(viewer),
        action: 'institution-edited',
        subject: id,
        details: { institution: given.name.EN },
      });
    });
    return this.institution(viewer, id);
  }

  private async writeRest(tx: Tx, id: string, { domains, memberships }: GivenInstitution): Promise<void> {
    const slugs = memberships.map(({ association }) => association);
    const known = await this.associations.bySlugs([...new Set(slugs)], tx);
    refuseAt('memberships', 'association', slugs, (slug) => !known.has(slug), 'No association has this slug.');
    const taken = await this.institutions.setDomains(tx, id, domains);
    refuseAt('domains', null, domains, (domain) => taken.has(domain), 'Another institution has this domain.');
    await this.institutions.setTies(
      tx,
      id,
      memberships.flatMap((one) => tieOf(one, known)),
    );
  }

  private async shown(rows: readonly InstitutionRow[], on?: Queryable): Promise<InstitutionType[]> {
    const ids = [...new Set(rows.flatMap(({ memberships }) => memberships.map((one) => one.associationId)))];
    const associations = ids.length === 0 ? new Map() : await this.associations.byIds(ids, on);
    return rows.map((row) => toType(row, associations));
  }
}

const cursorOf = ({ names, id }: InstitutionType): string => encodeCursor([names.EN, id]);

const rowOf = (id: string, { name, kind, country, province, domains }: GivenInstitution) => ({
  id,
  nameEn: name.EN,
  nameFr: name.FR,
  kind,
  country,
  province,
  searchText: foldText([name.EN, name.FR, ...domains].join('\n')),
});

const tieOf = (
  { association, tie, from, until }: GivenInstitution['memberships'][number],
  known: ReadonlyMap<string, AssociationType>,
): TieRow[] => {
  const associationId = known.get(association)?.id;
  return associationId === undefined ? [] : [{ associationId, tie, from, until }];
};

const toType = (
  { nameEn, nameFr, memberships, ...row }: InstitutionRow,
  associations: ReadonlyMap<string, AssociationType>,
): InstitutionType => ({
  ...row,
  names: { EN: nameEn, FR: nameFr },
  memberships: memberships.flatMap(({ associationId, ...tie }) => {
    const association = associations.get(associationId);
    return association ? [{ association, ...tie }] : [];
  }),
});

/** Refuses every value of a list at its place. @throws BadInput with all of them */
function refuseAt(
  list: string,
  field: string | null,
  values: readonly string[],
  isWrong: (value: string) => boolean,
  message: string,
): void {
  const wrong = values.flatMap((value, place) => {
    return isWrong(value) ? [[[list, place, field].filter((part) => part !== null).join('.'), message]] : [];
  });
  if (wrong.length > 0) throw new BadInput(Object.fromEntries(wrong));
}
