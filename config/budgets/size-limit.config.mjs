import { fileURLToPath } from 'node:url';
import { filesOfFirstStep } from './first-step.mjs';

const { all, scripts } = filesOfFirstStep(fileURLToPath(new URL('../../dist/site', import.meta.url)));

/** The budget of a phone on a bad line (design, "Budgets"); kB are 1000 bytes after gzip. */
export default [
  { name: 'everything until the first step', path: all, limit: '40 kB', gzip: true },
  { name: 'scripts until the first step', path: scripts, limit: '25 kB', gzip: true },
];
