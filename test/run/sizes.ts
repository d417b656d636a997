import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT, tool } from './command.ts';
import type { Outcome } from './parts.ts';

const sizesSchema = v.array(
  v.object({ name: v.string(), passed: v.boolean(), size: v.number(), sizeLimit: v.number() }),
);

type Size = v.InferOutput<typeof sizesSchema>[number];

/** What the first step and the plugin weigh, in bytes after gzip, and what they may weigh. Throws when size-limit cannot be read. */
async function measureSizes(): Promise<Size[]> {
  const { output } = await tool('size-limit', ['--json', '--config', 'config/budgets/size-limit.config.mjs']);
  const json = output.slice(output.indexOf('['), output.lastIndexOf(']') + 1);
  try {
    return v.parse(sizesSchema, JSON.parse(json));
  } catch (cause) {
    throw new Error(output, { cause });
  }
}

/** Each budget is one check. Without a client page there is nothing to weigh. */
export async function checkSizes(): Promise<Outcome> {
  if (!existsSync(join(ROOT, 'dist/site/index.html'))) return { passed: 0, failed: 0, output: '' };
  const sizes = await measureSizes();
  const lines = sizes.map(({ name, size, sizeLimit }) => `${name}: ${size} bytes of ${sizeLimit}`);
  const failed = sizes.filter(({ passed }) => !passed).length;
  return { passed: sizes.length - failed, failed, output: lines.join('\n') };
}
