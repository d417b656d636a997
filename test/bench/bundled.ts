import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The script of a measured page, a file of this folder, with everything it needs, as it would be published. */
export async function bundled(page: string): Promise<string> {
  const entry = fileURLToPath(new URL(page, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = [result].flat();
  const chunk = output && 'output' in output ? output.output.find(({ type }) => type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code;
}
