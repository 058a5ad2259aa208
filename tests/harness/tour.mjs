// A walk through every state of the widget, for a person in any engine. `at` is called with the name of each once it is on the
// screen, so that whatever must hold in all of them is checked in one place.
import { held, record } from './fake-api.mjs';
import { CUSTOMER, VI } from './words.mjs';

const LOST = { status: 500 };
const OK = { body: { success: 1 } };
const refused = (message) => ({ body: { success: 0, message } });
const status = (status, headers) => ({ status, headers, body: {} });
const CODES = Array.from({ length: 30 }, (_, at) => `TIVI${String(at).padStart(3, '0')}npmx8b9`);

/** The attributes that the tour needs beside `api-base`. */
export const ATTRIBUTES = 'code-pattern="TIVI[a-z0-9]{11}"';

/** The form, each outcome of a code, the history: on a page with the widget, whose clocks are hurried, and the fake API. */
export async function tour(person, api, at) {
  const [next, send] = [CODES.values(), () => person.press(VI.submit)];
  const type = (code) => person.fill(VI.code, code);
  const collect = async (answer, ...history) => {
    const code = next.next().value;
    api.posts(answer);
    api.has(...(history.length ? history.map((rows) => (typeof rows === 'function' ? rows(code) : rows)) : [[]]));
    await type(code);
    await send();
    return code;
  };

  // What is held must not reach the widget's own limits, however slow the machine: no hurry meanwhile.
  const hurry = (times) => person.evaluate((times) => void (window.hurry = times), times);

  await person.sees(VI.code);
  await at('form');
  await send();
  await person.sees('Nhập mã in trên sản phẩm.');
  await at('faults');
  // The focus is moved with the next frame, which may be late: it must not come between what is typed next.
  await person.hasFocus('code');
  await type('TIVIOnpmx8b98pf');
  await person.fill(VI.phone, '0467123456');
  await person.sees(/Xem lại giúp nhé: là .* hay .*\?/);
  await person.sees('Số này trông hơi lạ.');
  await at('hints');

  await person.fill(VI.name, CUSTOMER.name);
  await person.fill(VI.phone, CUSTOMER.phone);
  await hurry(1);
  const [answer, later] = [held(), held()];
  const code = await collect(answer.answer, [], later.answer);
  await person.sees('Đang gửi…');
  await at('sending');
  await person.sees('Lâu hơn bình thường một chút.');
  await at('sending, slowly');
  answer.give(OK);
  await person.sees('Đã nhận mã của bạn');
  await at('on its way');
  later.give({ body: [record(code)] });
  await person.sees(/^\+100 điểm$/m);
  await at('success');
  await hurry(10);
  await person.press(VI.another);

  for (const [name, text, answer, ...history] of [
    ['used', 'Mã này đã được sử dụng.', refused('Code already used')],
    ['yours', 'Bạn đã dùng mã này để tích điểm.', refused('Code already used'), (code) => [record(code, 1692084490615)]],
    ['invalid', 'Không tìm thấy mã này.', refused('Code not found')],
    ['refused', 'Mã chưa được chấp nhận.', refused()],
    ['rejected', 'Có mục chưa đúng.', status(422)],
    ['not set up', 'Trang này hiện chưa nhận được mã.', status(401)],
    ['rate-limited', 'Hệ thống đang bận, mã của bạn chưa được ghi nhận.', status(429, { 'Retry-After': '600' })],
  ]) {
    await collect(answer, ...history);
    await person.sees(text);
    await at(name);
  }
  await person.sees(/Bạn có thể bấm lại sau \d+ giây/);
  await at('rate-limited, counting down');
  await person.evaluate(() => void Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false }));
  await collect('lost', 'lost'); // what is asked before a code is sent, too
  await person.sees('Máy đang không có mạng');
  await at('offline');
  await person.evaluate(() => delete navigator.onLine);

  await hurry(1);
  const check = held();
  const open = await collect(LOST, check.answer, []);
  await person.sees('Chưa rõ điểm đã vào chưa');
  await person.sees('Đang kiểm tra lịch sử của bạn…');
  await at('unconfirmed, checking');
  await hurry(10);
  check.give({ body: [] });
  await person.waitFor(() => !document.querySelector('points-widget').shadowRoot.textContent.includes('Đang kiểm tra'));
  await at('unconfirmed');
  await person.press(VI.another);
  await person.sees(`Mã ${open} chưa rõ kết quả.`);
  await at('still open');
  await person.press(`Mã ${open}`);
  await person.sees('Lần trước gửi mã này chưa rõ kết quả.');
  await at('open code back in the form');
  api.has([record(open)]);
  await send();
  await person.sees(/^\+100 điểm$/m);
  await person.press(VI.another);

  await person.fill(VI.phone, ' ');
  await hurry(1);
  await person.choose(VI.history);
  await person.sees('Số điện thoại hoặc email');
  await at('history, asking');
  await person.press('Xem lịch sử');
  await person.sees('Nhập số điện thoại hoặc email đã dùng');
  await at('history, asking again');
  const rows = Array.from({ length: 20 }, (_, n) => record(`TIVI${n}`, 1692084490615 - n * 1e9));
  const [first, more] = [held(), held()];
  api.has(first.answer);
  const isAsked = api.expects('GET');
  await person.fill('Số điện thoại hoặc email', CUSTOMER.phone);
  await person.press('Xem lịch sử');
  await isAsked();
  await person.sees('Đang tải…');
  await at('history, loading');
  api.has(more.answer, { status: 500 });
  first.give({ body: rows });
  await person.sees('Xem thêm');
  await at('history, list');
  await person.press('Xem thêm');
  await person.sees('Đang tải…');
  await at('history, loading more');
  more.give({ status: 400 });
  await person.sees('Chưa tải được lịch sử.');
  await at('history, more failed');
  await hurry(10);
  api.has([record('TIVIlast', 1592084490615)]);
  await person.press(VI.retry);
  await person.sees('TIVIlast');
  await at('history, all of it');
  await choose(person, 3);
  await person.sees('Từ ngày');
  await at('history, dates');
  await date(person, 'from', '2024-02-02');
  await date(person, 'to', '2024-01-01');
  await person.sees('Ngày kết thúc không được trước ngày bắt đầu.');
  await at('history, dates the wrong way round');
  api.has([]);
  await choose(person, 1);
  await person.sees('Không có mã nào trong khoảng thời gian này.');
  await at('history, an empty range');
  await person.press('Xem tất cả');
  await person.sees('Chưa có điểm nào');
  await at('history, empty');
  api.has(status(400));
  await choose(person, 1);
  await person.sees('Chưa tải được lịch sử.');
  await at('history, failed');
  api.has(status(403));
  await person.press(VI.retry);
  await person.sees('Trang này hiện chưa xem được lịch sử.');
  await at('history, not set up');
}

/** The brand's notice to agree to; and a customer who is remembered, comes back, and is forgotten. */
export async function customer(person, api, at) {
  const tick = (id) => person.evaluate((id) => document.querySelector('points-widget').shadowRoot.getElementById(id).click(), id);
  const code = CODES.at(-1);
  api.posts(OK);
  api.has([record(code)]);
  await person.fill(VI.code, code);
  await person.fill(VI.name, CUSTOMER.name);
  await person.fill(VI.phone, CUSTOMER.phone);
  await person.sees('Tôi đồng ý');
  await person.sees('Chính sách bảo mật');
  await at('consent, asked for');
  await person.press(VI.submit);
  await person.sees('Đánh dấu vào ô này');
  await at('consent, missing');
  await tick('consent');
  await tick('remember');
  await at('consent, given');
  await person.press(VI.submit);
  await person.sees(/^\+100 điểm$/m);
  await at('remembered, collected');
  await person.press(VI.another);
  await person.sees('086•••3456');
  await at('remembered, in one line');
  await person.press('Xóa thông tin đã lưu');
  await person.sees('Đã xóa thông tin của bạn khỏi máy này.');
  await at('forgotten');
}

/** The scanner, on a page whose camera is that of fake-camera.mjs, and whose clocks go as always. */
export async function scanning(person, matrix, at) {
  const fails = (name) => person.evaluate((name) => {
    const { getUserMedia } = MediaDevices.prototype;
    MediaDevices.prototype.getUserMedia = async () => {
      MediaDevices.prototype.getUserMedia = getUserMedia;
      if (name) throw new DOMException('', name);
      return new Promise((resolve) => (window.come = () => resolve(getUserMedia.call(navigator.mediaDevices, {}))));
    };
  }, name);
  await person.evaluate(() => window.filmed.show([]));
  await fails('');
  await person.press(VI.scan);
  await person.sees('Đang mở camera…');
  await at('scanner, opening');
  await person.waitFor(() => window.come);
  await person.evaluate(() => window.come());
  await person.sees('Đưa mã vào trong khung.');
  await at('scanner, scanning');
  await person.sees('Chưa đọc được. Đưa máy lại gần');
  await at('scanner, late');
  await person.press(VI.close);

  for (const [name, text] of [['NotAllowedError', 'Camera đang bị chặn.'], ['NotFoundError', 'Không tìm thấy camera.']]) {
    await fails(name);
    await person.press(VI.scan);
    await person.sees(text);
    await at(`scanner, ${name}`);
    if (name === 'NotAllowedError') await person.press(VI.close);
  }
  for (const [modules, text] of [[[], 'Không thấy mã trong ảnh.'], [undefined, 'Ảnh này không mở được.']]) {
    await person.evaluate(photo, modules);
    await person.sees(text);
    await at(`scanner, ${modules ? 'a photo without a code' : 'no photo'}`);
  }
  await person.evaluate(photo, matrix);
  await person.waitFor(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value);
  await at('scanner, a code in a photo');
  await person.fill(VI.code, ' ');
  await person.evaluate((matrix) => window.filmed.show(matrix), matrix);
  await person.press(VI.scan);
  await person.sees('Đã đọc được mã.');
  await at('scanner, found');
}

/** Runs in the page: gives the scanner a photo, drawn from a code's modules, or what is none. */
async function photo(modules) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 600 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 600, 600);
  pen.fillStyle = '#000';
  modules?.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect(60 + x * 12, 60 + y * 12, 12, 12)));
  const blob = modules ? await new Promise((resolve) => canvas.toBlob(resolve)) : new Blob(['no picture']);
  const files = new DataTransfer();
  files.items.add(new File([blob], 'photo.png', { type: 'image/png' }));
  const input = document.querySelector('points-widget').shadowRoot.querySelector('input[type=file]:not([capture])');
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

/** Chooses among the periods of the history, by place: WebDriver cannot open a menu in every engine. */
const choose = (person, index) => person.evaluate((index) => {
  const select = document.querySelector('points-widget').shadowRoot.getElementById('period');
  select.selectedIndex = index;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, index);

const date = (person, id, value) => person.evaluate((id, value) => {
  const input = document.querySelector('points-widget').shadowRoot.getElementById(id);
  input.value = value;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}, id, value);

