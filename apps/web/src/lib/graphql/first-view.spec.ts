import { describe, expect, it } from '@jest/globals';
import { gql } from 'urql';
import { FirstView } from './first-view.js';

const THREAD = gql('query ThreadPage($id: ID!, $around: Int) { thread(id: $id, around: $around) { id } }');
const OTHER = gql('query Other($id: ID!) { thread(id: $id) { id } }');

const brought = () =>
  new FirstView(
    JSON.stringify({
      locale: 'en',
      answers: [
        { operation: 'ThreadPage', variables: { id: '7', around: null }, data: { thread: { id: '7' } } },
        { operation: 'ThreadPage', variables: { id: '7', around: 31 }, data: { thread: { id: '7', at: 31 } } },
      ],
    }),
  );

describe('what came with the page', () => {
  it('answers the very question and no other', () => {
    const view = brought();
    expect(view.answerTo(THREAD, { id: '7' })).toEqual({ thread: { id: '7' } });
    expect(view.answerTo(THREAD, { around: undefined, id: '7' })).toEqual({ thread: { id: '7' } });
    expect(view.answerTo(THREAD, { around: 31, id: '7' })).toEqual({ thread: { id: '7', at: 31 } });
    expect(view.answerTo(THREAD, { id: '8' })).toBeUndefined();
    expect(view.answerTo(THREAD, { id: '7', around: 30 })).toBeUndefined();
    expect(view.answerTo(OTHER, { id: '7' })).toBeUndefined();
    expect(view.answerTo(THREAD, {})).toBeUndefined();
  });

  it('is nothing once it is forgotten, or where nothing came', () => {
    const view = brought();
    view.forget();
    expect(view.answerTo(THREAD, { id: '7' })).toBeUndefined();
    expect(new FirstView(null).answerTo(THREAD, { id: '7' })).toBeUndefined();
  });
});
