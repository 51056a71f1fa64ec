import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { aScene, refusal, type Scene } from '../testing/test-api.js';

const FIELDS = '{ slug mailCadence contentInMail }';

describe('the dial for the mail of a community', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await aScene();
  });
  afterAll(async () => scene.api.close());

  const turn = (person: Viewer, input: object) => scene.api.call(person, 'setMailCadence', input, FIELDS);
  const content = (person: Viewer, input: object) => scene.api.call(person, 'setContentInMail', input, FIELDS);
  const shown = async (person: Viewer, slug: string) =>
    (await scene.api.ask(person, `query ($slug: String!) { community(slug: $slug) ${FIELDS} }`, { slug })).data?.[
      'community'
    ];

  it('is turned by no stranger, nor by a member of another community', async () => {
    const { open, hidden, stranger, other } = scene;
    for (const slug of [open, hidden]) {
      for (const person of [Viewer.anonymous, stranger, other]) {
        const code = person === Viewer.anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        expect((await turn(person, { slug, cadence: 'EACH' })).code).toBe(code);
        expect((await content(person, { slug, content: true })).code).toBe(code);
        expect(await shown(person, slug)).toEqual({ slug, mailCadence: null, contentInMail: null });
      }
    }
    expect((await turn(stranger, { slug: 'no-such-community', cadence: 'EACH' })).code).toBe('NOT_FOUND');
  });

  it('names each field that is wrong', async () => {
    const { ann, open } = scene;
    expect(refusal(await turn(ann, { slug: 'Not A Slug', cadence: 'EACH' }))).toEqual(['BAD_USER_INPUT', ['slug']]);
    expect(refusal(await content(ann, { slug: 'Not A Slug', content: true }))).toEqual(['BAD_USER_INPUT', ['slug']]);
    await expect(turn(ann, { slug: open, cadence: 'HOURLY' })).rejects.toThrow('HOURLY');
    await expect(content(ann, { slug: open, content: 'yes' })).rejects.toThrow('yes');
  });

  it('stands at daily by itself, and says nothing of private communities', async () => {
    const { ann, open, hidden } = scene;
    expect(await shown(ann, open)).toEqual({ slug: open, mailCadence: 'DAILY', contentInMail: true });
    expect(await shown(ann, hidden)).toEqual({ slug: hidden, mailCadence: 'DAILY', contentInMail: false });
  });

  it('is one’s own, for each community apart', async () => {
    const { ann, bob, open, hidden } = scene;
    expect((await turn(ann, { slug: open, cadence: 'WEEKLY' })).data?.['setMailCadence']).toEqual({
      slug: open,
      mailCadence: 'WEEKLY',
      contentInMail: true,
    });
    expect((await content(ann, { slug: hidden, content: true })).data?.['setContentInMail']).toMatchObject({
      mailCadence: 'DAILY',
      contentInMail: true,
    });
    expect(await shown(bob, open)).toMatchObject({ mailCadence: 'DAILY' });
    expect(await shown(bob, hidden)).toMatchObject({ contentInMail: false });
    await content(ann, { slug: hidden, content: false });
    expect(await shown(ann, hidden)).toMatchObject({ mailCadence: 'DAILY', contentInMail: false });
  });

  it('begins digests again that were stopped', async () => {
    const { api, ann, open } = scene;
    const stopped = () => api.get<{ digestStopped: boolean }>(ann, '{ mailSettings { digestStopped } }');
    await api.get(ann, 'mutation { setMailSettings(input: { digestStopped: true }) { digestStopped } }');
    await turn(ann, { slug: open, cadence: 'EACH' });
    expect(await stopped()).toEqual({ digestStopped: true });
    await turn(ann, { slug: open, cadence: 'WEEKLY' });
    expect(await stopped()).toEqual({ digestStopped: false });
  });
});
