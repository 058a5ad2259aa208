// The snippets for given settings: HTML, CSS and JavaScript to paste. Pure.
import { attributes, properties } from './settings.js';

const FALLBACK = 'Collect your points here. If no form appears, tap here or reload the page.';

const inHtml = ([name, value]) =>
  value.includes('"')
    ? `${name}='${value.replaceAll('&', '&amp;').replaceAll("'", '&#39;')}'`
    : `${name}="${value.replaceAll('&', '&amp;')}"`;

const inJsx = ([name, value]) => (/["\\&{]/.test(value) ? `${name}={${JSON.stringify(value)}}` : `${name}="${value}"`);

/** The element with its attributes, on one line if it is short. */
function element(list, write, indent = '') {
  const written = list.map(write);
  const line = `<points-widget ${written.join(' ')}>`;
  const open = line.length <= 48 ? line : `<points-widget\n${written.map((text) => `${indent}  ${text}`).join('\n')}\n${indent}>`;
  return `${indent}${open}\n${indent}  <p>${FALLBACK}</p>\n${indent}</points-widget>`;
}

const style = (settings) => {
  const list = properties(settings);
  return list.length ? `points-widget {\n${list.map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}` : '';
};

/** Vite's development server would otherwise move the package's files, and break relative URLs between them. */
const VITE = "optimizeDeps: { exclude: ['points-widget'] }";
const VUE = "vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'points-widget' } } })";

const WRITERS = {
  html(list, settings) {
    const address = `${settings.files.replace(/\/+$/, '')}/points-widget.js`;
    return [['html', 'In your page', `<script type="module"\n  ${inHtml(['src', address])}\n></script>\n${element(list, inHtml)}`]];
  },
  npm: (list) => [
    ['js', 'In your script', "import 'points-widget/define';"],
    ['html', 'In your page', element(list, inHtml)],
    ['js', 'With Vite, in vite.config.js', `export default { ${VITE} };`],
  ],
  react: (list) => [
    ['jsx', 'A component (React 19)', `import 'points-widget/define';\n\nexport const Points = () => (\n${element(list, inJsx, '  ')}\n);`],
    ['js', 'With Vite, in vite.config.js', `export default { ${VITE} };`],
  ],
  vue: (list) => [
    ['vue', 'A component', `<script setup>\nimport 'points-widget/define';\n</script>\n\n<template>\n${element(list, inHtml, '  ')}\n</template>`],
    ['js', 'In vite.config.js', `import vue from '@vitejs/plugin-vue';\n\nexport default {\n  plugins: [${VUE}],\n  ${VITE},\n};`],
  ],
};

/** Blocks `[language, title, text]` of one kind: html, npm, react or vue. */
export function snippet(kind, settings) {
  const blocks = WRITERS[kind]([['api-base', settings['api-base']], ...attributes(settings)], settings);
  const css = style(settings);
  return css ? [...blocks, ['css', 'In your style sheet', css]] : blocks;
}
