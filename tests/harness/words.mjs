// The customer of the tests, and the words by which controls are found, as people see them.
import { readLocales } from '../../scripts/build/locales.mjs';
import { root } from './paths.mjs';

export const CUSTOMER = { name: 'Garnacho', phone: '0867123456', email: 'garnacho@gmail.com' };

export const VI = {
  code: 'Mã trên sản phẩm', name: 'Họ và tên', phone: 'Số điện thoại', email: 'Email', submit: 'Tích điểm',
  redeem: 'Tích điểm', history: 'Lịch sử', another: 'Nhập mã khác', scan: 'Quét mã', close: 'Đóng', choosePhoto: 'Chọn ảnh',
  typeCode: 'Tự nhập mã', retry: 'Thử lại', remember: 'Ghi nhớ thông tin của tôi trên máy này', forget: 'Xóa thông tin đã lưu',
  seeHistory: 'Xem lịch sử của tôi',
};
export const EN = {
  code: 'Code on the product', name: 'Full name', phone: 'Phone', email: 'Email', submit: 'Collect points',
  redeem: 'Collect points', history: 'History', another: 'Enter another code', scan: 'Scan the code', close: 'Close',
  choosePhoto: 'Choose a photo', typeCode: 'Type the code', retry: 'Try again', remember: 'Remember me on this device',
  forget: 'Clear saved details', seeHistory: 'See my history',
};

export const AR = {
  code: 'الرمز على المنتج', name: 'الاسم الكامل', phone: 'رقم الهاتف', email: 'البريد الإلكتروني', submit: 'جمع النقاط',
  redeem: 'جمع النقاط', history: 'السجل', another: 'إدخال رمز آخر', scan: 'مسح الرمز', close: 'إغلاق',
  choosePhoto: 'اختيار صورة', typeCode: 'كتابة الرمز', retry: 'إعادة المحاولة', remember: 'حفظ بياناتي على هذا الجهاز',
  forget: 'حذف بياناتي المحفوظة', seeHistory: 'عرض سجلي',
};

/** The locales of all languages: `{ tag: locale }`, as `locales/*.json` has them. */
export const allWords = () => readLocales(root);

/** The words above in any language, from its locale. */
export function wordsOf(tag) {
  const { scanner, ...form } = allWords()[tag];
  return { ...form, close: scanner.close, choosePhoto: scanner.choosePhoto, typeCode: scanner.type };
}

/** What a collected code says of itself in any language, at any hour of a day that has 24. */
export const sinceAnyTime = ({ inHistorySince }) => new RegExp(`^${inHistorySince.replace('{time}', '\\d\\d[.:]\\d\\d')}$`, 'm');
