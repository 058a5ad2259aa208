// Splits source text into `[kind, text]` for syntax highlighting: at build time in the guide, at run time in the configurator.

const RULES = {
  html: [
    ['comment', /<!--[^]*?-->/y],
    ['tag', /<\/?[a-zA-Z][\w-]*|\/?>/y],
    ['string', /"[^"]*"|'[^']*'/y],
    ['name', /[a-zA-Z-]+(?==")/y],
  ],
  css: [
    ['comment', /\/\*[^]*?\*\//y],
    ['string', /"[^"]*"|'[^']*'/y],
    ['name', /--?[a-zA-Z][\w-]*(?=\s*:)|[a-z-]+(?=:\s)/y],
    ['tag', /[a-zA-Z][\w-]*(?=[^;{}]*\{)/y],
  ],
  js: [
    ['comment', /\/\/[^\n]*|\/\*[^]*?\*\//y],
    ['string', /"[^"\n]*"|'[^'\n]*'|`[^`]*`/y],
    ['tag', /<\/?[a-zA-Z][\w-]*|\/>/y],
    ['word', /\b(?:import|from|export|default|const|let|function|return|await|async|new|if|else|true|false|null)\b/y],
  ],
  sh: [
    ['comment', /#[^\n]*/y],
    ['string', /"[^"]*"|'[^']*'/y],
    ['name', /(?<=\s)--?[a-z][\w-]*/y],
  ],
};
const SAME = { jsx: 'js', ts: 'js', tsx: 'js', vue: 'html', php: 'js', json: 'js', bash: 'sh' };

/** The tokens of a text, in order; text that matches no rule has the kind `''`. */
export function tokens(text, language) {
  const rules = RULES[SAME[language] ?? language] ?? [];
  const parts = [];
  let at = 0;
  let plain = '';
  const end = () => {
    if (plain) parts.push(['', plain]);
    plain = '';
  };
  while (at < text.length) {
    const hit = rules.map(([kind, rule]) => [kind, match(rule, text, at)]).find(([, found]) => found);
    if (hit) {
      end();
      parts.push(hit);
      at += hit[1].length;
    } else {
      // Skip a word as a whole, so that no rule matches inside it.
      const word = match(/\w+|[^]/y, text, at);
      plain += word;
      at += word.length;
    }
  }
  end();
  return parts;
}

function match(rule, text, at) {
  rule.lastIndex = at;
  return rule.exec(text)?.[0];
}
