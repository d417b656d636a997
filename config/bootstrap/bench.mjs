/** `npm run bench`: builds, measures in a real browser and prints the budget table. */
import process from 'node:process';
import { installPackages, requireNode } from './install.mjs';

requireNode();
installPackages();

const { buildAll } = await import('./build.mjs');
await buildAll();
const { register } = await import('tsx/esm/api');
register();
const { runBench } = await import('../../test/bench/run.ts');
process.exitCode = await runBench();
