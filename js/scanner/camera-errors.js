// Why there is no camera, as one word that the widget has a sentence for. Asks for nothing.

/** Browsers inside of other apps, which mostly keep the camera closed and give no reason. */
const IN_APP = /FBAN|FBAV|FB_IAB|Instagram|Zalo|Line\/|MicroMessenger|TikTok|musical_ly|; wv\)/;

/** What makes it useless to ask, if anything does. */
export function before(page = globalThis) {
  if (!page.isSecureContext) return 'insecure';
  if (!page.navigator.mediaDevices?.getUserMedia) return 'inApp';
  return isForbidden(page.document) ? 'policy' : undefined;
}

/** What the failure of `getUserMedia` means. */
export function after(error, page = globalThis) {
  switch (error?.name) {
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

/** Permissions-Policy, where the browser lets a page read it. */
function isForbidden(document) {
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  return policy?.allowsFeature?.('camera') === false;
}
