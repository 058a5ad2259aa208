// The real relay, on a free port.
import { DIST, RELAY } from './paths.mjs';
import { program } from './program.mjs';

/** Starts it and resolves once it listens: `{ origin, codes, log, stop }`; `codes` are the sandbox's three fresh ones. */
export async function startRelay(command, args = [], env = {}) {
  const folder = args.includes('--widget') ? [] : ['--widget', DIST];
  const { log, printed, stop } = program(RELAY, [command, '--listen', '127.0.0.1:0', ...folder, ...args], { env });
  const codes = [];
  const expected = command === 'sandbox' ? 3 : 0;
  let origin;
  await printed((line) => {
    origin ??= line.match(/^API: (http:\/\/[^/]+)/)?.[1];
    const code = line.match(/^Fresh code: (\S+)/)?.[1];
    if (code) codes.push(code);
    return (origin && codes.length === expected) || undefined;
  });
  return { origin, codes, log, stop };
}

/** More of the sandbox's codes, as QR codes: `[{ code, svg }]`, from its own sheet to print. */
export async function sheet(origin, count) {
  const html = await (await fetch(`${origin}/codes?count=${count}`)).text();
  const items = [...html.matchAll(/(<svg[^]*?<\/svg>)[^]*?<code>(.*?)<\/code>/g)];
  return items.map(([, svg, code]) => ({ code, svg }));
}
