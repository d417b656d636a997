import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from '../../world.ts';

interface TextsFile {
  readonly texts: readonly { readonly id: string; readonly version: number }[];
}

/**
 * Edits one served JSON file of this worker while `act` runs, and puts it back afterwards. What the build compressed
 * beside it is taken away: an operator who edits a file has no such neighbour either.
 */
export async function withServed<T>(
  world: World,
  path: string,
  edit: (json: T) => unknown,
  act: () => Promise<void>,
): Promise<void> {
  const file = join(world.siteDirectory, path);
  const before = await readFile(file, 'utf8');
  const compressed = [`${file}.br`, `${file}.gz`];
  const neighbours = await Promise.all(compressed.map((name) => readFile(name).catch(() => undefined)));
  await Promise.all(compressed.map((name) => rm(name, { force: true })));
  await writeFile(file, JSON.stringify(edit(JSON.parse(before) as T)));
  try {
    await act();
  } finally {
    await writeFile(file, before);
    for (const [index, content] of neighbours.entries()) {
      const name = compressed[index];
      if (content !== undefined && name !== undefined) await writeFile(name, content);
    }
  }
}

/** For {@link withServed}: a new version of a wording, in force from today on. */
export function newVersionOf(id: string, statement: string): (file: TextsFile) => TextsFile {
  return (file) => {
    const current = file.texts.findLast((text) => text.id === id);
    if (!current) throw new Error(`no text ${id}`);
    const today = new Date().toISOString().slice(0, 10);
    const next = { ...current, version: current.version + 1, effective: today, statement };
    return { ...file, texts: [...file.texts, next] };
  };
}
