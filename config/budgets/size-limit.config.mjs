import { fileURLToPath } from 'node:url';
import { filesOfFirstStep } from './first-step.mjs';

const inDist = (path) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));
const { all, scripts } = filesOfFirstStep(inDist('site'));

/** The budget of a phone on a bad line (design, "Budgets"); kB are 1000 bytes after gzip. */
export default [
  { name: 'everything until the first step', path: all, limit: '40 kB', gzip: true },
  { name: 'scripts until the first step', path: scripts, limit: '25 kB', gzip: true },
  // Every page of the city's Jitsi carries it.
  {
    name: 'the plugin in the Jitsi page',
    path: inDist('jitsi-plugin/static/einlass-plugin.js'),
    limit: '4 kB',
    gzip: true,
  },
];
