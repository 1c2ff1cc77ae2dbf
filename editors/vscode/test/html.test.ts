import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Page, previewHtml } from '../src/preview/html';

function page(changed: Partial<Page> = {}): string {
  return previewHtml({
    cspSource: 'https://files.local',
    nonce: 'n0nce',
    caption: '01.txt',
    pictures: [
      { name: '01.png', source: 'https://files.local/01.png', findings: [], mend: 'command:x' },
    ],
    ...changed,
  });
}

test('the page may load pictures of its own folder and its own style, and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page())?.[1];
  assert.equal(
    policy?.replaceAll('&#39;', "'"),
    "default-src 'none'; img-src https://files.local; style-src 'nonce-n0nce'",
  );
});

test('the page runs no script and carries no style that its policy would refuse', () => {
  assert.doesNotMatch(page(), /<script|\son\w+=|\sstyle=/);
  assert.match(page(), /<style nonce="n0nce">/);
});

test('a name cannot break out of the page', () => {
  const evil = '"><script>alert(1)</script>.png';
  const html = page({
    caption: evil,
    pictures: [
      {
        name: evil,
        source: evil,
        findings: [{ level: 'error', message: '<img src=x onerror=y>' }],
        mend: '"><script>',
      },
    ],
  });
  assert.doesNotMatch(html, /<script|<img src=x/);
  assert.match(html, /&lt;script&gt;/);
});

test('what is wrong with the picture stands below it, by level', () => {
  const html = page({
    pictures: [
      {
        name: '01.png',
        source: 's',
        findings: [{ level: 'warning', message: '500 px is less than 1024' }],
        mend: 'command:mend?%5B%22file%3A%2F%2F%22%5D',
      },
    ],
  });
  assert.match(
    html,
    /<figcaption>01\.png<\/figcaption>\n<p class="warning">500 px is less than 1024<\/p>/,
  );
  assert.match(html, /<a href="command:mend\?%5B%22file%3A%2F%2F%22%5D">Mend this picture…<\/a>/);
});

test('a picture without findings offers no mending', () => {
  assert.doesNotMatch(page(), /<a /);
});

test('a picture the editor cannot show says so in its place', () => {
  assert.match(page(), /alt="01\.png cannot be shown here"/);
});

test('a caption without a picture is told what is missing', () => {
  assert.match(page({ pictures: [] }), /No picture shares its name with <b>01\.txt<\/b>/);
});
