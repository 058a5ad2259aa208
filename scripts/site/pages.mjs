// The list of the site's pages: the source of each, and the order of the guide.

/** Sections of the guide. `from` is the source document, which people also read in the repository. */
export const GUIDE = [
  {
    title: 'Get started',
    pages: [
      { file: 'embedding.html', title: 'Put it on a page', from: 'docs/embedding.md', about: 'Two lines of HTML, the files behind them, links with a code, frames.' },
      { file: 'frameworks.html', title: 'npm, React, Vue, WordPress', from: 'docs/frameworks.md', about: 'The widget as an npm package, and in common frameworks.' },
      { file: 'theming.html', title: 'Theming', from: 'docs/theming.md', about: 'One accent colour, and all other custom properties and parts.' },
      { file: 'languages.html', title: 'Languages and texts', from: 'docs/languages.md', about: 'Eight languages, and how to replace any text.' },
      { file: 'events.html', title: 'Events', from: 'docs/events.md', about: 'The events that the page receives from the widget, for analytics and more.' },
    ],
  },
  {
    title: 'Trust',
    pages: [
      { file: 'strict-pages.html', title: 'Strict pages', from: 'docs/strict-pages.md', about: 'Content Security Policy, Trusted Types and integrity.' },
      { file: 'personal-data.html', title: 'Consent and personal data', from: 'docs/personal-data.md', about: 'What the form asks for, what is stored, and who can erase it.' },
      { file: 'accessibility.html', title: 'Accessibility', from: 'docs/accessibility.md', about: 'Keyboard, screen readers, zoom, contrast: what is checked, and how.' },
      { file: 'reliability.html', title: 'Reliability', from: 'docs/reliability.md', about: 'What the widget guarantees when something fails, and how that is tested.' },
    ],
  },
  {
    title: 'Operation',
    pages: [
      { file: 'relay.html', title: 'The relay', from: 'docs/relay.md', about: 'The server that keeps the API key out of the browser.' },
      { file: 'scanning.html', title: 'Scanning', from: 'docs/scanning.md', about: 'How codes are decoded, and how well.' },
      { file: 'changes.html', title: 'Changes', from: 'CHANGELOG.md', about: 'The changes of each version.' },
    ],
  },
];

for (const page of GUIDE.flatMap(({ pages }) => pages)) page.guide = true;

export const PAGES = [
  {
    file: 'index.html', title: 'Points Widget', from: 'docs/site/pages/index.html', styles: ['start'], scripts: ['start'],
    about: 'A form that redeems a product’s code for points, and the points history, for any web page.',
  },
  ...GUIDE.flatMap(({ pages }) => pages),
  { file: 'reference.html', title: 'Reference', from: 'docs/site/pages/reference.md', about: 'Attributes, properties, methods, events, parts and custom properties.' },
  {
    file: 'configurator.html', title: 'Configurator', from: 'docs/site/pages/configurator.html', styles: ['configurator'],
    scripts: ['configurator'], about: 'Set colours, language and fields, see the real widget change, and copy the snippet.',
  },
];
