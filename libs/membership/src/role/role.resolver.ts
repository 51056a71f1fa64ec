import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { checked } from '#platform/graphql';
import { CurrentViewer, SignedIn, Staff, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { Afresh } from '../community/afresh.service.js';
import { AppointmentService } from './appointment.service.js';
import { AppointFacilitatorInput, appointFacilitatorInput, SetRoleInput, setRoleInput } from './role.input.js';
import { RoleService } from './role.service.js';

@Resolver(() => CommunityType)
export class RoleResolver {
  constructor(
    private readonly roles: RoleService,
    private readonly appointments: AppointmentService,
    private readonly fresh: Afresh,
  ) {}

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Makes a member a facilitator or the other way round; for facilitators. A community keeps one facilitator at least. Repeating it changes nothing.',
  })
  async setRole(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => SetRoleInput, description: 'Who, where and what.' }, checked(setRoleInput))
    change: SetRoleInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.fresh.of(context, viewer, await this.roles.setRole(viewer, change));
  }

  @Staff()
  @Mutation(() => CommunityType, {
    description:
      'Makes an account facilitator of a community, and a member if need be. Noted in the audit log; the person and the other facilitators are told by mail.',
  })
  async appointFacilitator(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => AppointFacilitatorInput, description: 'Whom and where.' },
      checked(appointFacilitatorInput),
    )
    { slug, accountId }: AppointFacilitatorInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.fresh.of(context, viewer, await this.appointments.appointFacilitator(viewer, slug, accountId));
  }
}
