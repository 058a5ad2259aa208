// Right and wrong use in React; a wrong line follows the word "wrong".
import type {} from 'points-widget/react';
import type { PointsWidgetElement } from 'points-widget';
import { createRef } from 'react';

const widget = createRef<PointsWidgetElement>();
const dialog = createRef<HTMLDialogElement>();

export const right = [
  <points-widget api-base="/points" />,
  <points-widget
    ref={widget}
    className="card"
    api-base="/points"
    view="history"
    time-zone="Asia/Ho_Chi_Minh"
    messages={JSON.stringify({ en: { submit: 'Get my points' } })}
    onpoints-scan={({ detail }) => detail.source === 'camera'}
    onpoints-consent={(event) => event.detail.at}
  >
    <p>Fallback</p>
  </points-widget>,
];

export const wrong = [
  // wrong
  <points-widget />,
  // wrong
  <points-widget api-base="/points" view="form" />,
  // wrong
  <points-widget api-base="/points" codeParam="c" />,
  // wrong
  <points-widget api-base="/points" messages={{ en: {} }} />,
  // wrong
  <points-widget api-base="/points" onpoints-scan={({ detail }) => detail.code} />,
  // wrong
  <points-widget api-base="/points" ref={dialog} />,
];
