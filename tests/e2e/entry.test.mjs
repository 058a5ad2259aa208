// Codes, numbers and addresses as people enter them: what is sent is what was meant, or nothing is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from '../harness/stage.mjs';
import { CUSTOMER, VI } from '../harness/words.mjs';

const stage = useStage(['relay', 'chrome']);

/** A page whose codes look so, once the widget knows the pattern. */
async function visit(pattern) {
  const person = await stage.visit();
  await person.set({ 'code-pattern': pattern });
  await person.fillForm(VI, { code: '8934563138165' });
  await person.sees(/dãy số dưới mã vạch/); // the pattern's own hint
  return person;
}

/** What is sent for this customer. */
async function sent(person, values) {
  const request = person.page.waitForRequest('**/accumulate');
  await person.redeem(VI, values);
  return (await request).postDataJSON();
}

test('a code is sent without what stands around it', async () => {
  for (const around of [(code) => `${code}.`, (code) => `Mã:${code}`, (code) => `1. 「${code}」`]) {
    const code = stage.relay.codes.pop();
    const person = await stage.visit();
    assert.equal((await sent(person, { ...CUSTOMER, code: around(code) })).code, code);
    await person.sees(/^\+\d+ điểm$/);
  }
});

test('a code that a Vietnamese keyboard changed is told, and no request is sent', async () => {
  const person = await stage.visit();
  let requests = 0;
  person.page.on('request', (request) => request.url().includes('/points/') && requests++);
  await person.redeem(VI, { ...CUSTOMER, code: 'QUÁTnpmx8b98pf' });
  await person.sees(/Bàn phím đang gõ tiếng Việt/);
  await person.hasFocus('code');
  assert.equal(requests, 0);
});

test('where a pattern makes it certain, the keyboard is undone and the groups are joined', async () => {
  for (const [typed, code] of [['QUÁT8b98pfg123', 'QUATs8b98pfg123'], ['QUAT-npmx-8b98-pfg', 'QUATnpmx8b98pfg']]) {
    const person = await visit('QUAT[a-z0-9]{11}');
    assert.equal((await sent(person, { ...CUSTOMER, code: typed })).code, code);
    await person.sees(/Không tìm thấy mã này/);
    assert.equal(await person.value(VI.code), code, 'the field shows what was sent');
  }
});

test("a number of the brand's country is one number however it is written, an address one in capitals", async () => {
  const values = [['+66 081 234 5678', 'Garnacho@GMAIL.com'], ['๐๘๑ ๒๓๔ ๕๖๗๘', 'Garnacho@gmail.com'], ['66812345678', 'Garnacho@gmail.com']];
  for (const [phone, email] of values) {
    const person = await stage.visit();
    await person.set({ country: 'TH' });
    const { data } = await sent(person, { ...CUSTOMER, code: 'TIVI1', phone, email });
    assert.equal(data.phones[0].value, '0812345678', phone);
    assert.equal(data.emails[0].value, 'Garnacho@gmail.com', email);
  }
});
