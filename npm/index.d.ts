import type { PointsWidgetElement, PointsWidgetEventMap } from './element.js';

export type * from './element.js';

export declare const tagName: 'points-widget';

/** Defines the element; on a server, where there are none, it does nothing. */
export declare function define(): Promise<void>;

declare global {
  interface HTMLElementTagNameMap {
    'points-widget': PointsWidgetElement;
  }
  /** The events bubble: the document and the window hear them, too. */
  interface GlobalEventHandlersEventMap extends PointsWidgetEventMap {}
}
