// The site's pages: where each comes from, and in which order the guide is read.

/** Sections of the guide. `from` is the document, read by people in the repository too. */
export const GUIDE = [
  {
    title: 'Begin',
    pages: [
      { file: 'embedding.html', title: 'Put it on a page', from: 'docs/embedding.md', about: 'Two lines of HTML, the files behind them, links with a code, frames.' },
      { file: 'frameworks.html', title: 'npm, React, Vue, WordPress', from: 'docs/frameworks.md', about: 'The widget as a package, and in the frameworks of the day.' },
      { file: 'theming.html', title: 'Theming', from: 'docs/theming.md', about: 'One accent colour, and everything else that can be set.' },
      { file: 'languages.html', title: 'Languages and texts', from: 'docs/languages.md', about: 'Eight languages, and every text in the brand’s own words.' },
      { file: 'events.html', title: 'Events', from: 'docs/events.md', about: 'What the page hears of the widget, for analytics and more.' },
    ],
  },
  {
    title: 'Trust',
    pages: [
      { file: 'strict-pages.html', title: 'Strict pages', from: 'docs/strict-pages.md', about: 'Content Security Policy, Trusted Types and integrity.' },
      { file: 'personal-data.html', title: 'Consent and personal data', from: 'docs/personal-data.md', about: 'What is asked, what is kept, and who can erase it.' },
      { file: 'accessibility.html', title: 'Accessibility', from: 'docs/accessibility.md', about: 'Keyboard, screen readers, zoom, contrast: what holds, and how it is tested.' },
      { file: 'reliability.html', title: 'Reliability', from: 'docs/reliability.md', about: 'What the widget promises when things go wrong, and how that is tested.' },
    ],
  },
  {
    title: 'Behind it',
    pages: [
      { file: 'relay.html', title: 'The relay', from: 'docs/relay.md', about: 'The server that keeps the API’s key out of the browser.' },
      { file: 'scanning.html', title: 'Scanning', from: 'docs/scanning.md', about: 'How codes are read off a package, and how well.' },
      { file: 'changes.html', title: 'Changes', from: 'CHANGELOG.md', about: 'What changed from version to version.' },
    ],
  },
];

for (const page of GUIDE.flatMap(({ pages }) => pages)) page.guide = true;

export const PAGES = [
  {
    file: 'index.html', title: 'Points Widget', from: 'docs/site/pages/index.html', styles: ['start'], scripts: ['start'],
    about: 'A form that collects the points of a product’s code, and the history of them, for any web page.',
  },
  ...GUIDE.flatMap(({ pages }) => pages),
  { file: 'reference.html', title: 'Reference', from: 'docs/site/pages/reference.md', about: 'Attributes, properties, methods, events, parts and custom properties.' },
  {
    file: 'configurator.html', title: 'Configurator', from: 'docs/site/pages/configurator.html', styles: ['configurator'],
    scripts: ['configurator'], about: 'Set colours, language and fields, watch the real widget change, and take the snippet with you.',
  },
];
