// Writes embed.html: the lines for a page that pins every file of the widget by its hash.

const BASE = 'https://cdn.example/points-widget/';

/** The text of embed.html, from the hashes by file name. */
export function embed(integrities) {
  const core = Object.keys(integrities).find((name) => /^points-widget-.*\.js$/.test(name));
  const modules = Object.entries(integrities).filter(([name]) => name.endsWith('.js'));
  const map = { integrity: Object.fromEntries(modules.map(([name, hash]) => [BASE + name, hash])) };
  return `<!--
  Lines for a page that accepts exactly these files; put your URL in place of ${BASE}.
  Browsers refuse an altered file, and the fallback shows. The loader's name stays the same from version to version, so give
  each version a folder of its own, and change these lines with it.

  Every browser with module support needs the script and the link (Chrome 66, Safari 17, Firefox 115 and newer check the
  link). The import map also pins the modules that are loaded later: a language, the scanner (Chrome 127, Safari 18,
  Firefox 138). It is an inline script: allow it by its hash or a nonce, or leave it out. The modules themselves always check
  the wasm.
-->
<script type="importmap">
${JSON.stringify(map, null, 2)}
</script>
<link rel="modulepreload" href="${BASE}${core}" integrity="${integrities[core]}" crossorigin>
<script type="module" src="${BASE}points-widget.js" integrity="${integrities['points-widget.js']}" crossorigin></script>

<points-widget api-base="https://brand.example/points"><p>Collect your points here. If no form appears, tap here or reload the page.</p></points-widget>
`;
}
