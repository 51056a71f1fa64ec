import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { RealtimeServer } from '#platform/realtime';
import { CommunityService } from '#communities';
import { applicationScene, APPLY, type ApplicationScene } from '../testing/application-scene.js';
import { TellFacilitatorsWhenMatterWaits } from './tell-facilitators-when-matter-waits.handler.js';

const COUNT = `SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  WHERE t.identifier = 'tell-facilitators-when-matter-waits' AND j.payload::jsonb = jsonb_build_object('communityId', $1::text)`;

let scene: ApplicationScene;
let communityId: string;

beforeAll(async () => {
  scene = await applicationScene();
  ({ id: communityId } = await scene.api.get(CommunityService).factsBySlug('indigenous-practitioners'));
});
afterAll(() => scene.close());
afterEach(() => void jest.restoreAllMocks());

describe('a matter that waits', () => {
  it('is told to the open pages of the facilitators alone, without saying what it is', async () => {
    const emit = jest.spyOn(scene.api.get(RealtimeServer), 'emitToAccount').mockImplementation(() => undefined);
    const fay = await scene.facilitator('indigenous-practitioners', 'Fay');
    await scene.facilitator('neon', 'Eva');
    await scene.member('indigenous-practitioners', 'Mia');
    const handler = scene.api.get(TellFacilitatorsWhenMatterWaits);
    await handler.handle({ communityId });
    const news = { communityId, slug: 'indigenous-practitioners' };
    expect(emit.mock.calls).toEqual([[fay.accountId, 'community:changed', news]]);
    await handler.handle({ communityId: v7() });
    expect(emit).toHaveBeenCalledTimes(1);
  });

  it('is an application that was sent, and none that was refused', async () => {
    const jobs = async () => (await scene.api.db.pool.query(COUNT, [communityId])).rows;
    const form = await scene.api.get(CommunityService).form(communityId);
    const answers = form.map(({ key, kind, options }) => ({
      key,
      value: kind === 'ATTESTATION' ? 'true' : kind === 'CHOICE' ? (options[0] ?? '') : 'x',
    }));
    const pat = await scene.api.person('Pat');
    const apply = (given: object[]) => scene.api.ask(pat, APPLY, { slug: 'indigenous-practitioners', answers: given });
    expect((await apply([{ key: 'no-such', value: 'x' }])).code).toBe('BAD_USER_INPUT');
    expect(await jobs()).toEqual([{ jobs: 0 }]);
    expect((await apply(answers)).code).toBeUndefined();
    expect(await jobs()).toEqual([{ jobs: 1 }]);
  });
});
