// Types of <points-widget> in templates, for Vue 3: `import type {} from 'points-widget/vue'`.
import type { HTMLAttributes, PublicProps } from 'vue';
import type { PointsWidgetElement, PointsWidgetEventMap, PointsWidgetProperties } from './index.js';

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;

/** As Vue names the listener of `@points-accumulated`. */
type Listeners = {
  [Name in keyof PointsWidgetEventMap as `on${Capitalize<Camel<Name>>}`]?: (event: PointsWidgetEventMap[Name]) => void;
};

/** In a template: `api-base` or `:api-base`, as for any component. */
export type PointsWidgetProps =
  Omit<HTMLAttributes, keyof PointsWidgetProperties> & PublicProps & PointsWidgetProperties & Listeners;

declare module 'vue' {
  interface GlobalComponents {
    'points-widget': new () => PointsWidgetElement & { $props: PointsWidgetProps };
  }
}
