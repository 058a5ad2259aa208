// Every state of the widget, and how a customer gets there. `at` hears the name of each once it is on the screen, so that
// whatever must hold in all of them is said once.
import { held, record } from './api.mjs';
import { CUSTOMER, VI } from './support.mjs';

const LOST = { status: 500 };
const OK = { body: { success: 1 } };
const refused = (message) => ({ body: { success: 0, message } });
const status = (status, headers) => ({ status, headers, body: {} });
const CODES = Array.from({ length: 30 }, (_, at) => `TIVI${String(at).padStart(3, '0')}npmx8b9`);

/** The attributes that the tour wants beside `api-base`. */
export const ATTRIBUTES = 'code-pattern="TIVI[a-z0-9]{11}"';

/** The form, what became of a code, the history: `page` is a person at a page with the widget, whose clocks are hurried. */
export async function tour(page, server, at) {
  const [next, send] = [CODES.values(), () => page.press(VI.submit)];
  const type = (code) => page.fill(VI.code, code);
  const collect = async (answer, ...history) => {
    const code = next.next().value;
    server.posts(answer);
    server.has(...(history.length ? history.map((rows) => (typeof rows === 'function' ? rows(code) : rows)) : [[]]));
    await type(code);
    await send();
    return code;
  };

  // What is held must not reach the widget's own limits, however slow the machine: no hurry meanwhile.
  const hurry = (times) => page.evaluate((times) => void (window.hurry = times), times);

  await page.sees(VI.code);
  await at('form');
  await send();
  await page.sees('Nhập mã in trên sản phẩm.');
  await at('faults');
  // The focus is moved with the next frame, which may be late: it must not come between what is typed next.
  await page.waitFor(() => document.querySelector('points-widget').shadowRoot.activeElement?.id === 'code');
  await type('TIVIOnpmx8b98pf');
  await page.fill(VI.phone, '0467123456');
  await page.sees(/Xem lại giúp nhé: là .* hay .*\?/);
  await page.sees('Số này trông hơi lạ.');
  await at('hints');

  await page.fill(VI.name, CUSTOMER.name);
  await page.fill(VI.phone, CUSTOMER.phone);
  await hurry(1);
  const [answer, later] = [held(), held()];
  const code = await collect(answer.answer, [], later.answer);
  await page.sees('Đang gửi…');
  await at('sending');
  await page.sees('Mạng đang chậm.');
  await at('sending, slowly');
  answer.give(OK);
  await page.sees('Đã nhận mã của bạn');
  await at('on its way');
  later.give({ body: [record(code)] });
  await page.sees(/^\+100 điểm$/m);
  await at('success');
  await hurry(10);
  await page.press(VI.another);

  for (const [name, text, answer, ...history] of [
    ['used', 'Mã này đã được dùng.', refused('Code already used')],
    ['yours', 'Bạn đã tích mã này lúc', refused('Code already used'), (code) => [record(code, 1692084490615)]],
    ['invalid', 'Không có mã này.', refused('Code not found')],
    ['refused', 'Mã chưa được chấp nhận.', refused()],
    ['rejected', 'Có mục chưa đúng.', status(422)],
    ['not set up', 'Trang này chưa sẵn sàng nhận mã.', status(401)],
    ['rate-limited', 'Đang có nhiều người gửi mã.', status(429, { 'Retry-After': '600' })],
  ]) {
    await collect(answer, ...history);
    await page.sees(text);
    await at(name);
  }
  await page.sees(/Bấm lại được sau \d+ giây/);
  await at('rate-limited, counting down');
  await page.evaluate(() => void Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false }));
  await collect(LOST);
  await page.sees('Máy đang không có mạng');
  await at('offline');
  await page.evaluate(() => delete navigator.onLine);

  await hurry(1);
  const check = held();
  const open = await collect(LOST, check.answer, []);
  await page.sees('Chưa rõ điểm đã vào chưa');
  await page.sees('Đang kiểm tra lịch sử của bạn…');
  await at('unconfirmed, checking');
  await hurry(10);
  check.give({ body: [] });
  await page.waitFor(() => !document.querySelector('points-widget').shadowRoot.textContent.includes('Đang kiểm tra'));
  await at('unconfirmed');
  await page.press(VI.another);
  await page.sees(`Mã ${open} chưa rõ kết quả.`);
  await at('still open');
  await page.press(`Mã ${open}`);
  await page.sees('Lần gửi mã này trước đó chưa rõ kết quả.');
  await at('open code back in the form');
  server.has([record(open)]);
  await send();
  await page.sees(/^\+100 điểm$/m);
  await page.press(VI.another);

  await page.fill(VI.phone, ' ');
  await hurry(1);
  await page.choose(VI.history);
  await page.sees('Số điện thoại hoặc email');
  await at('history, asking');
  await page.press('Xem lịch sử');
  await page.sees('Nhập số điện thoại hoặc email đã dùng');
  await at('history, asking again');
  const rows = Array.from({ length: 20 }, (_, n) => record(`TIVI${n}`, 1692084490615 - n * 1e9));
  const [first, more] = [held(), held()];
  server.has(first.answer);
  await page.fill('Số điện thoại hoặc email', CUSTOMER.phone);
  await page.press('Xem lịch sử');
  await page.sees('Đang tải…');
  await at('history, loading');
  server.has(more.answer, { status: 500 });
  first.give({ body: rows });
  await page.sees('Xem thêm');
  await at('history, list');
  await page.press('Xem thêm');
  await page.sees('Đang tải…');
  await at('history, loading more');
  more.give({ status: 400 });
  await page.sees('Chưa tải được lịch sử.');
  await at('history, more failed');
  await hurry(10);
  server.has([record('TIVIlast', 1592084490615)]);
  await page.press(VI.retry);
  await page.sees('TIVIlast');
  await at('history, all of it');
  await choose(page, 3);
  await page.sees('Từ ngày');
  await at('history, dates');
  await date(page, 'from', '2024-02-02');
  await date(page, 'to', '2024-01-01');
  await page.sees('Ngày đầu phải trước ngày cuối.');
  await at('history, dates the wrong way round');
  server.has([]);
  await choose(page, 1);
  await page.sees('Không có mã nào trong khoảng thời gian này.');
  await at('history, an empty range');
  await page.press('Xem tất cả');
  await page.sees('Chưa có điểm nào');
  await at('history, empty');
  server.has(status(400));
  await choose(page, 1);
  await page.sees('Chưa tải được lịch sử.');
  await at('history, failed');
  server.has(status(403));
  await page.press(VI.retry);
  await page.sees('Lịch sử chưa xem được trên trang này.');
  await at('history, not set up');
}

/** The brand's notice to agree to, and a customer who is remembered, comes back, and is forgotten. */
export async function customer(page, server, at) {
  const tick = (id) => page.evaluate((id) => document.querySelector('points-widget').shadowRoot.getElementById(id).click(), id);
  const code = CODES.at(-1);
  server.posts(OK);
  server.has([record(code)]);
  await page.fill(VI.code, code);
  await page.fill(VI.name, CUSTOMER.name);
  await page.fill(VI.phone, CUSTOMER.phone);
  await page.sees('Tôi đồng ý');
  await page.sees('Thông báo về quyền riêng tư');
  await at('consent, asked for');
  await page.press(VI.submit);
  await page.sees('Đánh dấu vào ô này');
  await at('consent, missing');
  await tick('consent');
  await tick('remember');
  await at('consent, given');
  await page.press(VI.submit);
  await page.sees(/^\+100 điểm$/m);
  await at('remembered, collected');
  await page.press(VI.another);
  await page.sees('086•••3456');
  await at('remembered, in one line');
  await page.press('Xóa thông tin đã nhớ');
  await page.sees('Đã xóa thông tin của bạn khỏi máy này.');
  await at('forgotten');
}

/** The scanner, on a page whose camera is camera.mjs's film, and whose clocks go as always. */
export async function scanning(page, matrix, at) {
  const fails = (name) => page.evaluate((name) => {
    const { getUserMedia } = MediaDevices.prototype;
    MediaDevices.prototype.getUserMedia = async () => {
      MediaDevices.prototype.getUserMedia = getUserMedia;
      if (name) throw new DOMException('', name);
      return new Promise((resolve) => (window.come = () => resolve(getUserMedia.call(navigator.mediaDevices, {}))));
    };
  }, name);
  await page.evaluate(() => window.filmed.show([]));
  await fails('');
  await page.press(VI.scan);
  await page.sees('Đang mở camera…');
  await at('scanner, opening');
  await page.waitFor(() => window.come);
  await page.evaluate(() => window.come());
  await page.sees('Đưa mã vào trong khung.');
  await at('scanner, scanning');
  await page.sees('Chưa đọc được. Lại gần hơn');
  await at('scanner, late');
  await page.press(VI.close);

  for (const [name, text] of [['NotAllowedError', 'Camera đang bị chặn.'], ['NotFoundError', 'Không tìm thấy camera.']]) {
    await fails(name);
    await page.press(VI.scan);
    await page.sees(text);
    await at(`scanner, ${name}`);
    if (name === 'NotAllowedError') await page.press(VI.close);
  }
  for (const [modules, text] of [[[], 'Không thấy mã trong ảnh.'], [undefined, 'Ảnh này không mở được.']]) {
    await page.evaluate(photo, modules);
    await page.sees(text);
    await at(`scanner, ${modules ? 'a photo without a code' : 'no photo'}`);
  }
  await page.evaluate(photo, matrix);
  await page.waitFor(() => document.querySelector('points-widget').shadowRoot.getElementById('code').value);
  await at('scanner, a code in a photo');
  await page.fill(VI.code, ' ');
  await page.evaluate((matrix) => window.filmed.show(matrix), matrix);
  await page.press(VI.scan);
  await page.sees('Đã đọc được mã.');
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

/** A choice among the spans of the history, by its place: no wire of WebDriver's opens a menu in every engine. */
const choose = (page, index) => page.evaluate((index) => {
  const select = document.querySelector('points-widget').shadowRoot.getElementById('period');
  select.selectedIndex = index;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, index);

const date = (page, id, value) => page.evaluate((id, value) => {
  const input = document.querySelector('points-widget').shadowRoot.getElementById(id);
  input.value = value;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}, id, value);

