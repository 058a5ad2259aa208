// The files of the folder: named by their content, hashed, compressed.
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';

export const isRelease = process.env.TRUNK_PROFILE === 'release';

/** Files by name, each with a hash of its content before its extension: it may be cached for ever. */
export class Files {
  all = {};

  /** Adds a file under such a name, which it returns. */
  add(name, content) {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const hashed = name.replace('.', `-${hash}.`);
    this.all[hashed] = content;
    return hashed;
  }
}

/** The hash by which a browser checks a file. */
export function integrity(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

export function brotli(content) {
  return brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
}
