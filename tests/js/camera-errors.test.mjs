// Why there is no camera, before and after it is asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorAfter, errorBefore } from '../../js/scanner/camera-errors.js';

const page = (more = {}) => ({ isSecureContext: true, document: {}, navigator: { userAgent: 'Safari', mediaDevices: { getUserMedia() {} } }, ...more });

test('what makes it useless to ask for the camera is seen before', () => {
  assert.equal(errorBefore(page()), undefined);
  assert.equal(errorBefore(page({ isSecureContext: false })), 'insecure');
  assert.equal(errorBefore(page({ navigator: {} })), 'inApp');
  assert.equal(errorBefore(page({ document: { featurePolicy: { allowsFeature: () => false } } })), 'policy');
});

test('every failure has a reason', () => {
  const named = (name) => errorAfter({ name }, page());
  assert.deepEqual(['NotAllowedError', 'SecurityError', 'NotFoundError', 'OverconstrainedError', 'NotReadableError', 'AbortError', 'Whatever'].map(named),
    ['permission', 'policy', 'absent', 'absent', 'busy', 'busy', 'busy']);
  assert.equal(errorAfter({ name: 'NotAllowedError' }, page({ navigator: { userAgent: 'Chrome [FBAN/FB4A]' } })), 'inApp');
  assert.equal(errorAfter(undefined, page()), 'busy');
});
