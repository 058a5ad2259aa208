// Types of <points-widget> in JSX, for React 19: `import type {} from 'points-widget/react'`.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { PointsWidgetAttributes, PointsWidgetElement, PointsWidgetEventMap } from './index.js';

/** React listens to a custom element's events by their whole names: `onpoints-accumulated`. */
type Listeners = { [Name in keyof PointsWidgetEventMap as `on${Name}`]?: (event: PointsWidgetEventMap[Name]) => void };

export type PointsWidgetProps =
  DetailedHTMLProps<HTMLAttributes<PointsWidgetElement>, PointsWidgetElement> & PointsWidgetAttributes & Listeners;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'points-widget': PointsWidgetProps;
    }
  }
}
