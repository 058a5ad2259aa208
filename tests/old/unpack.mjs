// Unpacks the programs of the old engines, which npm carries compressed.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const modules = join(process.argv[2], 'node_modules');
for (const name of readdirSync(modules).filter((name) => name.startsWith('chromium-'))) {
  const program = join(modules, name, 'bin/chromium');
  writeFileSync(program, brotliDecompressSync(readFileSync(`${program}.br`)), { mode: 0o755 });
}
