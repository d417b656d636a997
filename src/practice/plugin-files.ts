/** The plugin in the practice room: the built one, brought into the page as the nginx of a Jitsi does it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, hostOf } from './exchange.ts';
import type { Request, Response } from './exchange.ts';

/** As in Jitsi's own page. */
const INCLUDE = '<!--#include virtual="plugin.head.html" -->';
export const PLUGIN_SCRIPT = '/static/einlass-plugin.js';

export interface PluginFiles {
  /** Where the built plugin lies (`vite build --mode plugin`); without it the pages have none. */
  readonly pluginDirectory: string;
  /** The only foreign origin that may frame the practice room, and that the plugin reports to. */
  readonly gateOrigin: string;
}

/**
 * The page with the line of the plugin in it, the gate filled in as an operator does. Below `/ueben/` that is this host
 * itself, where the practice counsellor's page stands. `?reporter=off` is the page of a browser that keeps the plugin out.
 */
export async function withPlugin(html: string, files: PluginFiles, request: Request): Promise<string> {
  const { pathname, searchParams } = addressOf(request);
  const isKeptOut = searchParams.get('reporter') === 'off';
  const gate = pathname.startsWith('/ueben/') ? `https://${hostOf(request)}` : files.gateOrigin;
  const line = isKeptOut ? '' : await readFile(join(files.pluginDirectory, 'plugin.head.html'), 'utf8').catch(() => '');
  return html.replace(INCLUDE, () => line.trim().replace('data-gate=""', `data-gate="${gate}"`));
}

export async function pluginScript(directory: string, response: Response): Promise<void> {
  const file = await readFile(join(directory, PLUGIN_SCRIPT)).catch(() => undefined);
  if (file === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(file);
}
