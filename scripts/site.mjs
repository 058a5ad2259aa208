// Builds the documentation site: static pages from docs/*.md and docs/site, with the widget's files beside them.
// node scripts/site.mjs [FOLDER]
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Marked } from './node_modules/marked/lib/marked.esm.js';
import { tokens } from '../docs/site/script/tokens.js';
import { face, fill, themes } from './reference.mjs';
import { GUIDE, PAGES } from './site/pages.mjs';
import { texts } from './site/texts.mjs';

const root = join(import.meta.dirname, '..');
const source = join(root, 'docs/site');
const read = (path) => readFileSync(join(root, path), 'utf8');
const layout = read('docs/site/layout.html');
const escape = (text) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]);
const plain = (html) => html.replace(/<[^>]+>/g, '');
const slug = (text) => plain(text).toLowerCase().replace(/&\w+;/g, '').replace(/[^\w]+/g, '-').replace(/^-|-$/g, '');

const NAMES = { html: 'HTML', css: 'CSS', js: 'JavaScript', jsx: 'React', vue: 'Vue', sh: 'Shell', php: 'PHP', ts: 'TypeScript', text: 'Text' };

/** A block of highlighted code below a bar with the language's name. */
const block = (lang, text) => {
  const html = tokens(text, lang).map(([kind, part]) => (kind ? `<span class="t-${kind}">${escape(part)}</span>` : escape(part)));
  return `<div class="block"><div class="bar"><span>${NAMES[lang] ?? ''}</span></div><pre tabindex="0" data-lang="${lang}"><code>${html.join('')}</code></pre></div>`;
};
const unescape = (html) => html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const coloured = (html) => html.replace(/<pre data-lang="(\w+)"><code>([^]*?)<\/code><\/pre>/g, (_, lang, text) => block(lang, unescape(text)));

/** The target on the site of a link in a document; undefined for files that are only in the repository. */
function leads(from, href) {
  if (/^(https?:|#)/.test(href)) return href;
  if (href.startsWith('mailto:')) return undefined; // an example address that Marked made a link
  const [path, hash = ''] = href.split(/(?=#)/);
  const target = relative(root, join(root, dirname(from), path));
  const page = PAGES.find((page) => page.from === target);
  if (!page && !existsSync(join(root, target))) throw new Error(`${from}: ${href} does not exist`);
  return page && page.file + hash;
}

/** The pictures in the documents, copied to the site. */
const images = new Set();

const markdown = (from) => new Marked({
  gfm: true,
  renderer: {
    heading({ tokens: inside, depth }) {
      const html = this.parser.parseInline(inside);
      if (depth === 1) return `<h1>${html}</h1>\n`;
      const id = slug(html);
      return `<h${depth} id="${id}"><a class="anchor" href="#${id}">${html}</a></h${depth}>\n`;
    },
    code: ({ text, lang = '' }) => `${block(lang, text)}\n`,
    // Explicit roles: on a phone the style sheet turns rows into cards, and `display: block` removes the implicit ones.
    table({ header, rows }) {
      const inside = (cell) => this.parser.parseInline(cell.tokens);
      const names = header.map((cell) => plain(inside(cell)));
      const head = header.map((cell) => `<th role="columnheader">${inside(cell)}</th>`).join('');
      const body = rows.map((row) => {
        const cells = row.map((cell, at) => `<td role="cell" data-label="${names[at]}">${inside(cell)}</td>`);
        return `<tr role="row">${cells.join('')}</tr>`;
      });
      return `<div class="table"><table role="table"><thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${body.join('\n')}</tbody></table></div>\n`;
    },
    codespan: ({ text }) => `<code${text.length <= 24 ? ' class="short"' : ''}>${escape(text)}</code>`,
    link({ href, tokens: inside }) {
      const html = this.parser.parseInline(inside);
      const to = leads(from, href);
      return to ? `<a href="${escape(to)}">${html}</a>` : html;
    },
    image: ({ href, text }) => {
      images.add(join(root, dirname(from), href));
      return `<img src="images/${basename(href)}" alt="${escape(text)}" loading="lazy">`;
    },
    html: ({ text }) => (text.trimStart().startsWith('<!--') ? '' : text),
  },
});

/** The table of contents of a page, from its second-level headings. */
const contents = (html) => {
  const heads = [...html.matchAll(/<h2 id="([^"]+)"><a[^>]*>(.*?)<\/a><\/h2>/g)];
  if (heads.length < 3) return '';
  const list = heads.map(([, id, title]) => `<li><a href="#${id}">${title}</a></li>`).join('');
  return `<nav class="contents" aria-labelledby="contents"><p id="contents">On this page</p><ul>${list}</ul></nav>`;
};

const link = ({ file, title }, current) =>
  `<a href="${file}"${file === current.file ? ' aria-current="page"' : ''}>${title}</a>`;

const guideList = (current) =>
  GUIDE.map(({ title, pages }) => `<p>${title}</p><ul>${pages.map((page) => `<li>${link(page, current)}</li>`).join('')}</ul>`).join('\n');

const neighbours = (current) => {
  if (!current.guide) return '';
  const pages = GUIDE.flatMap((section) => section.pages);
  const at = pages.indexOf(current);
  const before = pages[at - 1] ? `<a class="before" rel="prev" href="${pages[at - 1].file}"><span>Previous</span> ${pages[at - 1].title}</a>` : '';
  const next = pages[at + 1] ? `<a class="next" rel="next" href="${pages[at + 1].file}"><span>Next</span> ${pages[at + 1].title}</a>` : '';
  return `<nav class="neighbours" aria-label="Neighbouring pages">${before}${next}</nav>`;
};

function bodyOf(page) {
  if (page.from.endsWith('.html')) return coloured(read(page.from));
  const html = markdown(page.from).parse(fill(read(page.from)));
  return `<div class="guide">
<nav class="pages" id="pages" aria-label="Guide">${guideList(page)}</nav>
<main id="main" tabindex="-1"><p class="jump"><a href="#pages">All pages of the guide</a></p>
<article>${html.replace('</h1>', `</h1>${contents(html)}`)}</article>${neighbours(page)}</main></div>`;
}

function render(page) {
  const here = page.guide ? 'guide' : page.file;
  const values = {
    title: page.file === 'index.html' ? 'Points Widget' : `${page.title} · Points Widget`,
    description: page.about,
    head: (page.styles ?? []).map((name) => `<link rel="stylesheet" href="style/${name}.css">`).join('\n    ')
      + ['site', ...(page.scripts ?? [])].map((name) => `\n    <script type="module" src="script/${name}.js"></script>`).join(''),
    body: bodyOf(page),
  };
  return layout
    .replace(/\{\{(\w+)\}\}/g, (_, name) => (name === 'description' ? escape(values[name]) : values[name]))
    .replace(`data-here="${here}"`, 'aria-current="true"')
    .replace(/ data-here="[\w.]+"/g, '');
}

/** The module with what the configurator needs to know of the public API. */
function generated() {
  const colours = (at) => Object.fromEntries(face.cssProperties.map(({ name, default: value }) => [name, themes(value).at(at)]));
  const values = {
    ATTRIBUTES: Object.fromEntries(face.attributes.map(({ name, default: value }) => [name, value ?? ''])),
    PROPERTIES: colours(0),
    DARK: colours(-1),
    TEXTS: texts(),
  };
  const lines = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  return `// Written by scripts/site.mjs from the manifest and locales/*.json.\n${lines.join('\n')}\n`;
}

/** Writes the whole site to `folder`; takes the widget from `dist`. */
export function build(folder, dist = join(root, 'dist')) {
  if (!existsSync(join(dist, 'points-widget.js'))) throw new Error('dist/ has no widget yet: run make dist');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'widget'), { recursive: true });
  for (const part of ['script', 'style']) cpSync(join(source, part), join(folder, part), { recursive: true });
  const files = Object.keys(JSON.parse(readFileSync(join(dist, 'integrity.json'), 'utf8')));
  for (const file of files.filter((file) => /\.(js|wasm)$/.test(file))) cpSync(join(dist, file), join(folder, 'widget', file));
  writeFileSync(join(folder, 'script/generated.js'), generated());
  for (const page of PAGES) writeFileSync(join(folder, page.file), render(page));
  for (const image of images) cpSync(image, join(folder, 'images', basename(image)));
  return PAGES.map(({ file }) => file);
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? join(root, 'docs/site/build');
  console.log(`docs: ${build(folder).length} pages in ${folder}`);
}
