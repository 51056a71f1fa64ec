import type { AccountService, PersonType } from '#identity';
import { loaderOf } from '#platform/graphql';
import type { Library, ResourceListRepository, ResourceSlice, TagRow } from './resource-list.repository.js';
import type { ResourceRow, VersionRow } from './resource-row.js';
import type { ResourceVersionRepository } from '../version/resource-version.repository.js';

const PAGES = Symbol('resources.pages');
const TAGS = Symbol('resources.tags');
const PEOPLE = Symbol('resources.people');
const VERSIONS = Symbol('resources.versions');

interface Wanted {
  readonly library: Library;
  readonly slice: ResourceSlice;
}

/** A page of a library; what one request asks alike of several libraries comes in one statement. */
export async function loadResources(
  request: object,
  lists: ResourceListRepository,
  library: Library,
  slice: ResourceSlice,
): Promise<ResourceRow[]> {
  const loader = loaderOf<ResourceRow[]>(request, PAGES, async (keys) => {
    const wanted = keys.map((key) => ({ key, ...(JSON.parse(key) as Wanted) }));
    const found = await Promise.all(
      [...Map.groupBy(wanted, (one) => JSON.stringify(one.slice)).values()].map(async (alike) => {
        const [first] = alike;
        const rows = first
          ? await lists.pages(
              alike.map((one) => one.library),
              first.slice,
            )
          : new Map<string, never>();
        return alike.map((one) => [one.key, rows.get(one.library.communityId) ?? []] as const);
      }),
    );
    return new Map(found.flat());
  });
  return (await loader.load(JSON.stringify({ library, slice } satisfies Wanted))) ?? [];
}

/** The keywords of a library; all that one request asks for come in one statement. */
export async function loadTags(request: object, lists: ResourceListRepository, communityId: string): Promise<TagRow[]> {
  return (await loaderOf<TagRow[]>(request, TAGS, (ids) => lists.tags(ids)).load(communityId)) ?? [];
}

/** All versions of a resource, newest first; all that one request asks for come in one statement. */
export async function loadVersions(
  request: object,
  versions: ResourceVersionRepository,
  resourceId: string,
): Promise<VersionRow[]> {
  return (await loaderOf<VersionRow[]>(request, VERSIONS, (ids) => versions.of(ids)).load(resourceId)) ?? [];
}

/** What others may see of a person; all that one request asks for come in one statement. */
export const loadPerson = (request: object, accounts: AccountService, id: string): Promise<PersonType | null> =>
  loaderOf<PersonType>(request, PEOPLE, (ids) => accounts.personsOf(ids)).load(id);
