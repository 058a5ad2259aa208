// What runs in a page before the widget, or in its place: around the browser's camera and its detector of barcodes.

/** Counts the camera's tracks: `liveTracks` says how many are on. `openedTracks` how many there were, `endTracks` ends them. */
export const countTracks = () => {
  const tracks = [];
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    tracks.push(...stream.getTracks());
    return stream;
  };
  window.openedTracks = () => tracks.length;
  window.liveTracks = () => tracks.filter((track) => track.readyState === 'live').length;
  window.endTracks = () => tracks.forEach((track) => track.dispatchEvent(new Event('ended')));
};

/** A camera with a light, eightfold zoom and a second one beside it; what it is told is kept in `constraints`. */
export const capable = () => {
  window.constraints = [];
  const { getCapabilities, getSettings } = MediaStreamTrack.prototype;
  MediaStreamTrack.prototype.getCapabilities = function () {
    return { ...getCapabilities.call(this), torch: true, zoom: { min: 1, max: 8, step: 0.1 } };
  };
  MediaStreamTrack.prototype.applyConstraints = async ({ advanced }) => void window.constraints.push(...advanced);
  MediaStreamTrack.prototype.getSettings = function () {
    return { ...getSettings.call(this), deviceId: window.device ?? 'rear' };
  };
  navigator.mediaDevices.enumerateDevices = async () => ['rear', 'front'].map((deviceId) => ({ kind: 'videoinput', deviceId }));
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = ({ video }) => {
    if (video.deviceId) window.constraints.push({ deviceId: (window.device = video.deviceId.exact) });
    return open({ video: true });
  };
};

/** A camera that cannot be opened, for the reason that this exception has. */
export const fails = (name) => void (navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException('', name);
});

/** A detector that finds what `window.found` says, which is nothing at first: the scanner stays open. */
export const detector = () => {
  window.found = [];
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'upc_a'];
    detect = async () => window.found;
  };
};
