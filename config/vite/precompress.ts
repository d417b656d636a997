import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(?:html|css|js|svg|webmanifest)$/;

/** Files that operators edit in the served folder. A compressed copy beside them would go on telling the old text. */
const EDITED_IN_PLACE = /^(?:services\/|site\.json$)/;

/** Writes `.gz` and `.br` beside every file of the build that is final, for nginx's `gzip_static` and `brotli_static`. */
export function precompress(): Plugin {
  let outDirectory = '';
  return {
    name: 'einlass:precompress',
    apply: 'build',
    configResolved(config) {
      outDirectory = resolve(config.root, config.build.outDir);
    },
    // Not `closeBundle`, which is also called after a build that failed.
    async writeBundle() {
      const entries = await readdir(outDirectory, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      await Promise.all(files.filter((file) => isFinal(relative(outDirectory, file))).map(writeCompressed));
    },
  };
}

function isFinal(path: string): boolean {
  const address = path.split(sep).join('/');
  return COMPRESSIBLE.test(address) && !EDITED_IN_PLACE.test(address);
}

async function writeCompressed(file: string): Promise<void> {
  const plain = await readFile(file);
  const [gz, br] = await Promise.all([
    promisify(gzip)(plain, { level: 9 }),
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
  ]);
  await Promise.all([writeFile(`${file}.gz`, gz), writeFile(`${file}.br`, br)]);
}
