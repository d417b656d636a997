import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { jsonSchemas } from './json-schemas.ts';

/* `npm run schemas` – writes the JSON Schemas for editors; a test fails when they are older than the code. */
for (const { path, content } of jsonSchemas()) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
