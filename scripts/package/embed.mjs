// The lines for a page that pins every file of the widget by its hash: embed.html.

const BASE = 'https://cdn.example/points-widget/';

/** The text of embed.html, from the hashes by file name. */
export function embed(integrities) {
  const core = Object.keys(integrities).find((name) => /^points-widget-.*\.js$/.test(name));
  const modules = Object.entries(integrities).filter(([name]) => name.endsWith('.js'));
  const map = { integrity: Object.fromEntries(modules.map(([name, hash]) => [BASE + name, hash])) };
  return `<!--
  Lines for a page that accepts these very files and no others; put your address in place of ${BASE}.
  A file that was changed is refused, and the fallback shows. The loader's name stays the same from version to version, so
  give each version a folder of its own, and change these lines with it.

  The script and the link are what every browser needs that knows modules (the link is checked by Chrome 66, Safari 17,
  Firefox 115 and newer). The import map pins the modules that come later, too: a language, the scanner (Chrome 127,
  Safari 18, Firefox 138). It is an inline script: allow it by its hash or a nonce, or leave it out. The wasm is always
  checked, by the modules themselves.
-->
<script type="importmap">
${JSON.stringify(map, null, 2)}
</script>
<link rel="modulepreload" href="${BASE}${core}" integrity="${integrities[core]}" crossorigin>
<script type="module" src="${BASE}points-widget.js" integrity="${integrities['points-widget.js']}" crossorigin></script>

<points-widget api-base="https://brand.example/points"><p>Collecting points needs a newer browser.</p></points-widget>
`;
}
