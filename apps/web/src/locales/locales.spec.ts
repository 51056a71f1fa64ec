import { describe, expect, it } from '@jest/globals';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';

const [catalog] = await getCatalogs(getConfig());
if (!catalog) throw new Error('lingui.config.ts names no catalogue');
const used = Object.keys((await catalog.collect({ files: undefined })) ?? {}).sort();

describe('catalogues', () => {
  it('finds the words of the source', () => {
    expect(used.length).toBeGreaterThan(100);
  });

  it.each(['en', 'fr'])('%s holds exactly the words of the source, none of them empty', async (locale) => {
    const kept = (await catalog.read(locale)) ?? {};
    expect(Object.keys(kept).sort()).toEqual(used);
    const empty = Object.values(kept).filter(({ translation }) => !translation);
    expect(empty.map(({ message }) => message)).toEqual([]);
  });

  it('fr keeps its signs with the word before them', async () => {
    const kept = (await catalog.read('fr')) ?? {};
    const loose = Object.values(kept).filter(({ translation }) => /\S [:;?!»]|« /.test(translation ?? ''));
    expect(loose.map(({ translation }) => translation)).toEqual([]);
  });
});
