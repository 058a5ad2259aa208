// What the scanner says, from the catalogues of points-core. 'words:' stands for what scripts/finish puts in: `VI`, which is built
// in, and `BROUGHT`, a function for each other language.
import { BROUGHT, VI } from 'words:';
import { withOwn } from '../messages/attribute.js';

/** The words of a language, with the brand's own from `messages`; Vietnamese where they do not come. */
export async function words(tag, messages) {
  const brought = BROUGHT[tag] && (await BROUGHT[tag]().catch(() => undefined));
  return withOwn(brought?.default ?? VI, messages, tag, 'scanner');
}
