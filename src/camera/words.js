// What the scanner says, by language: the same names in each. The form's words are in src/i18n; these come with the camera.

const vi = {
  title: 'Quét mã',
  close: 'Đóng',
  torch: 'Đèn',
  zoom: 'Phóng to',
  flip: 'Đổi camera',
  retry: 'Thử lại',
  open: 'Mở camera',
  takePhoto: 'Chụp ảnh',
  choosePhoto: 'Chọn ảnh',
  type: 'Tự nhập mã',

  opening: 'Đang mở camera…',
  hold: 'Đưa mã vào trong khung.',
  late: 'Chưa đọc được. Lại gần hơn, thêm sáng, hoặc chụp ảnh mã.',
  barcode: 'Đây là mã vạch, không phải mã tích điểm. Tìm mã khác trên sản phẩm nhé.',
  other: 'Mã này không dùng để tích điểm. Tìm mã khác trên sản phẩm nhé.',
  found: 'Đã đọc được mã.',
  reading: 'Đang đọc ảnh…',
  blank: 'Không thấy mã trong ảnh. Chụp gần, rõ và đủ sáng hơn nhé.',
  unreadable: 'Ảnh này không mở được. Chọn ảnh khác nhé.',

  permission: 'Camera đang bị chặn. Cho phép camera trong cài đặt rồi thử lại, hoặc chụp ảnh mã.',
  policy: 'Trang này không được mở camera. Chụp ảnh mã hoặc tự nhập nhé.',
  insecure: 'Kết nối này chưa an toàn để mở camera. Chụp ảnh mã hoặc tự nhập nhé.',
  'in-app': 'Ứng dụng này không cho mở camera. Mở trang bằng Chrome hoặc Safari, hoặc chụp ảnh mã.',
  absent: 'Không tìm thấy camera. Chọn ảnh có mã hoặc tự nhập nhé.',
  busy: 'Ứng dụng khác đang dùng camera. Đóng ứng dụng đó rồi thử lại, hoặc chụp ảnh mã.',
  ended: 'Camera đã dừng. Thử lại, hoặc chụp ảnh mã.',
  black: 'Camera chỉ thấy màu đen. Lau hoặc mở ống kính rồi thử lại, hoặc chụp ảnh mã.',
  broken: 'Chưa mở được phần quét. Kiểm tra mạng rồi thử lại, hoặc tự nhập mã.',
};

const en = {
  title: 'Scan the code',
  close: 'Close',
  torch: 'Light',
  zoom: 'Zoom',
  flip: 'Switch camera',
  retry: 'Try again',
  open: 'Open the camera',
  takePhoto: 'Take a photo',
  choosePhoto: 'Choose a photo',
  type: 'Type the code',

  opening: 'Opening the camera…',
  hold: 'Hold the code inside the frame.',
  late: 'Not readable yet. Move closer, add light, or take a photo.',
  barcode: "This is the shop's barcode, not the code. Look for another one on the product.",
  other: 'This one holds no points. Look for another one on the product.',
  found: 'Got the code.',
  reading: 'Reading the photo…',
  blank: 'No code in this photo. Take it closer, sharper and in good light.',
  unreadable: "This photo can't be opened. Choose another one.",

  permission: 'The camera is blocked. Allow it in the settings, then try again, or take a photo.',
  policy: "This page may not open the camera. Take a photo of the code, or type it.",
  insecure: 'This connection is not safe enough for the camera. Take a photo of the code, or type it.',
  'in-app': 'This app keeps the camera closed. Open the page in Chrome or Safari, or take a photo.',
  absent: 'There is no camera. Choose a photo of the code, or type it.',
  busy: 'Another app is using the camera. Close it, then try again, or take a photo.',
  ended: 'The camera has stopped. Try again, or take a photo.',
  black: 'The camera sees only black. Uncover or wipe the lens, then try again, or take a photo.',
  broken: 'Scanning did not start. Check your connection, then try again, or type the code.',
};

export const WORDS = { vi, en };
