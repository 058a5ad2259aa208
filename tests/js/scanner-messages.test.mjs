// What the scanner says in each language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCANNER } from './locales.mjs';

test('a sentence about a missing camera names the way on', () => {
  const photo = { vi: /ảnh/, en: /photo/, th: /รูป|ภาพ/, id: /foto/, zh: /照片|拍照|图片/, ja: /写真/, ko: /사진/, ar: /صورة/ };
  assert.deepEqual(Object.keys(SCANNER).sort(), Object.keys(photo).sort());
  for (const [tag, messages] of Object.entries(SCANNER)) {
    for (const why of ['permission', 'policy', 'insecure', 'inApp', 'absent', 'busy', 'ended', 'black']) {
      assert.match(messages[why], photo[tag], `${tag} ${why}`);
    }
  }
});

test('no machine speaks to the customer', () => {
  for (const messages of Object.values(SCANNER)) {
    for (const said of Object.values(messages)) assert.doesNotMatch(said, /\b(api|https?|error|null|request|permission|decoder)\b/i);
  }
});
