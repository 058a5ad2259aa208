// Why there is no camera, as the key of the sentence that says so. Asks for nothing.

/** @typedef {'insecure' | 'inApp' | 'policy' | 'permission' | 'absent' | 'busy'} CameraError */

/** What is looked at of a page. @typedef {object} PageLike
 * @property {boolean} isSecureContext
 * @property {{ permissionsPolicy?: PolicyLike, featurePolicy?: PolicyLike }} document
 * @property {{ userAgent: string, mediaDevices?: { getUserMedia?: unknown } }} navigator
 */
/** Permissions-Policy, where the browser lets a page read it. @typedef {{ allowsFeature?: (name: string) => boolean }} PolicyLike */

/** Browsers inside of other apps, which mostly keep the camera closed and give no reason. */
const IN_APP = /FBAN|FBAV|FB_IAB|Instagram|Zalo|Line\/|MicroMessenger|TikTok|musical_ly|; wv\)/;

/** What makes it useless to ask for the camera, if anything does. @param {PageLike} page @returns {CameraError | undefined} */
export function errorBefore(page = globalThis) {
  if (!page.isSecureContext) return 'insecure';
  if (!page.navigator.mediaDevices?.getUserMedia) return 'inApp';
  return isForbidden(page.document) ? 'policy' : undefined;
}

/** What the failure of `getUserMedia` means. @param {unknown} error @param {PageLike} page @returns {CameraError} */
export function errorAfter(error, page = globalThis) {
  switch (/** @type {DOMException | undefined} */ (error)?.name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return IN_APP.test(page.navigator.userAgent) ? 'inApp' : 'permission';
    case 'SecurityError':
      return 'policy';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'absent';
    default: // NotReadableError, AbortError: another app has it, or the system failed
      return 'busy';
  }
}

/** @param {PageLike['document']} document */
function isForbidden(document) {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  return policy?.allowsFeature?.('camera') === false;
}
