import { formOf } from '#communities';
import { MatterWaits } from '#membership';
import { actorOf, type Actor } from './cast.js';
import type { Chance } from './chance.js';
import { placeOf, type Places, type Rows } from './places.js';
import { ago } from './timeline.js';
import type { DemoWords } from './words.js';

/** Applications that wait, and the events by which those who lead hear of them. */
export function applications(parts: {
  readonly words: DemoWords;
  readonly cast: ReadonlyMap<string, Actor>;
  readonly places: Places;
  readonly now: Date;
  readonly chance: Chance;
}): { rows: Rows; untold: readonly MatterWaits[] } {
  const { words, cast, places, now, chance } = parts;
  const sent = words.moments.applications.map(({ community, by, ago: minutes, answers }) => {
    const { id: communityId, form: stored } = placeOf(places, community);
    const form = formOf(stored);
    const unknown = Object.keys(answers).find((key) => !form.some((one) => one.key === key && !one.private));
    if (unknown !== undefined) throw new Error(`The form of ${community} has no open question ${unknown}.`);
    const at = ago(now, minutes);
    return {
      id: chance.of('application', community, by).idAt(at),
      community_id: communityId,
      account_id: actorOf(cast, by).id,
      status: 'WAITING',
      form,
      answers,
      created_at: at,
    };
  });
  return {
    rows: { applications: sent },
    untold: [...new Set(sent.map((row) => row.community_id))].map((id) => new MatterWaits(id)),
  };
}
