import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import type { UserConfig } from 'vite';
import { interfaceConfig } from './config/vite/interface-config.ts';
import { firstScreen } from './config/vite/first-screen.ts';
import { jitsiPlugin } from './config/vite/jitsi-plugin.ts';
import { plainImport } from './config/vite/plain-import.ts';
import { precompress } from './config/vite/precompress.ts';
import { slimLocales } from './config/vite/slim-locales.ts';
import { templateSpace } from './config/vite/template-space.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every HTML file directly in `directory` is a page of its own. */
function pagesIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.html'))
    .map((name) => `${directory}/${name}`);
}

/** What both builds share: nothing inline, so that a strict Content-Security-Policy can stay strict. */
function buildTo(outDir: string, pages: string[]): NonNullable<UserConfig['build']> {
  return {
    outDir,
    emptyOutDir: true,
    // The browsers of the city's papers – Safari 15, Firefox 102 ESR, Chrome 94 – know all of ES2022 that is written here
    // (no static blocks). Named themselves they would have every private field rewritten, for bugs of static fields and
    // of initialisers inside arrow functions that nothing here meets; that costs each first visit 0.7 kB.
    target: ['es2022', 'firefox102'],
    assetsInlineLimit: 0,
    // No preloading of what a step's code imports: `ahead.ts` fetches it in a quiet moment anyway.
    modulePreload: false,
    reportCompressedSize: false,
    // How long each plugin took is nothing that a person who starts this needs to read.
    rolldownOptions: { input: pages, checks: { pluginTimings: false } },
  };
}

const site: UserConfig = {
  root: fromHere('./src'),
  publicDir: fromHere('./static'),
  plugins: [plainImport(), templateSpace(), slimLocales(), interfaceConfig(), precompress()],
  build: buildTo(fromHere('./dist/site'), [fromHere('./src/index.html')]),
};
site.build = {
  ...site.build,
  rolldownOptions: {
    ...site.build?.rolldownOptions,
    output: { codeSplitting: { groups: [{ name: firstScreen, debugName: 'first-screen' }] } },
  },
};

/**
 * The counsellor's page goes into the same folder, but is a build of its own: what the two pages share would have to be
 * named in the client's first file, and a phone on a bad line would pay for the office.
 */
const office: UserConfig = {
  root: fromHere('./src'),
  publicDir: false,
  plugins: [plainImport(), templateSpace(), slimLocales(), interfaceConfig(), precompress()],
  build: { ...buildTo(fromHere('./dist/site'), [fromHere('./src/beratung.html')]), emptyOutDir: false },
};

/** The practice room is a build of its own, so that nothing of it can slip into the site that a city publishes. */
const practice: UserConfig = {
  root: fromHere('./src/practice'),
  publicDir: false,
  plugins: [interfaceConfig(), precompress()],
  build: buildTo(fromHere('./dist/practice'), pagesIn(fromHere('./src/practice'))),
};

/** What an operator puts into the folder of a Jitsi: one script, alone, and the line that brings it into Jitsi's page. */
const plugin: UserConfig = {
  root: fromHere('./src/jitsi-plugin'),
  publicDir: false,
  plugins: [jitsiPlugin()],
  build: {
    ...buildTo(fromHere('./dist/jitsi-plugin'), []),
    lib: {
      entry: fromHere('./src/jitsi-plugin/plugin.ts'),
      formats: ['iife'],
      name: 'EinlassPlugin',
      fileName: () => 'static/einlass-plugin.js',
    },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
};

/** The check tool as one file, for a server on which there is nothing but Node. */
const checkSite: UserConfig = {
  root: fromHere('./config/check'),
  publicDir: false,
  plugins: [interfaceConfig()],
  ssr: { noExternal: true, target: 'node' },
  build: {
    outDir: fromHere('./dist'),
    emptyOutDir: false,
    target: 'node20',
    minify: true,
    reportCompressedSize: false,
    ssr: fromHere('./config/check/main.ts'),
    rolldownOptions: { output: { entryFileNames: 'check-site.mjs' }, checks: { pluginTimings: false } },
  },
};

const builds: Readonly<Record<string, UserConfig>> = { practice, office, plugin, 'check-site': checkSite };

export default defineConfig(({ mode }) => ({
  ...(builds[mode] ?? site),
  appType: 'mpa',
  logLevel: 'warn',
}));
