import { describe, expect, it } from '@jest/globals';
import { attributes, markup, jsonText, SanitizedHtml } from './html.js';

const HOSTILE = `</script><script>alert("1")</script><img src=x onerror='a()'>&amp;`;

describe('markup', () => {
  it('escapes every text and leaves HTML as it is', () => {
    expect(String(markup`<p title="${HOSTILE}">${HOSTILE}${7}</p>`)).toBe(
      '<p title="&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;amp;">' +
        '&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;amp;7</p>',
    );
    expect(String(markup`<div>${new SanitizedHtml('<em>x</em>')}${markup`<b>${'<'}</b>`}</div>`)).toBe(
      '<div><em>x</em><b>&lt;</b></div>',
    );
  });

  it('leaves out what is not there and joins lists', () => {
    expect(String(markup`a${null}b${undefined}c${false}d${['<', markup`<i></i>`]}`)).toBe('abcd&lt;<i></i>');
    expect(String(markup`<a${attributes({ href: '/"x', lang: null, download: false, width: 0 })}></a>`)).toBe(
      '<a href="/&quot;x" width="0"></a>',
    );
  });
});

it('writes data that stays data in an element of scripts', () => {
  const value = { text: `${HOSTILE}<!-- \u2028\u2029`, list: [1, null] };
  const written = String(jsonText(value));
  expect(written).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(written)).toEqual(value);
});
