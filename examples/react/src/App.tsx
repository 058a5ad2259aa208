// A brand's page: the widget, a choice of its language, and the points collected on this visit.
import 'points-widget/define';
import type {} from 'points-widget/react';
import type { PointsWidgetElement, PointsWidgetEventMap } from 'points-widget';
import { useRef, useState } from 'react';

export function App() {
  const widget = useRef<PointsWidgetElement>(null);
  const [lang, setLang] = useState('vi');
  const [points, setPoints] = useState(0);

  const add = ({ detail }: PointsWidgetEventMap['points-accumulated']) => setPoints((sum) => sum + (detail.score ?? 0));

  return (
    <main>
      <h1>Nhà Vui</h1>
      <label>
        Language{' '}
        <select value={lang} onChange={(event) => setLang(event.target.value)}>
          <option value="vi">Tiếng Việt</option>
          <option value="en">English</option>
        </select>
      </label>
      <points-widget
        ref={widget}
        api-base="/points"
        lang={lang}
        onpoints-accumulated={add}
        onpoints-error={({ detail }) => console.info('points-widget:', detail.kind)}
      >
        <p>Collect your points here. If no form appears, tap here or reload the page.</p>
      </points-widget>
      <p>Collected on this visit: <output>{points}</output></p>
      <button type="button" onClick={() => widget.current?.reset()}>Next customer</button>
    </main>
  );
}
