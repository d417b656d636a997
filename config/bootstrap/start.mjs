/** `npm start`: from a fresh clone to an open door, with nothing but Node on the machine. */
import process from 'node:process';
import { installPackages, requireNode } from './install.mjs';

requireNode();
installPackages();

const { buildAll } = await import('./build.mjs');
process.stdout.write('Seiten werden gebaut …\n');
await buildAll();

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('../serve/main.ts');
await main();
