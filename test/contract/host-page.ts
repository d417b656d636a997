import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';

/** The events that the recordings in test/fixtures/traces keep; everything else was not stable in a real Jitsi either. */
export const MEANINGFUL = [
  'browserSupport',
  'ready',
  'videoConferenceJoined',
  'videoConferenceLeft',
  'readyToClose',
  'errorOccurred',
  'participantRoleChanged',
  'participantJoined',
  'participantLeft',
  'knockingParticipant',
  'nonParticipantMessageReceived',
  'prejoinScreenLoaded',
  'passwordRequired',
  'participantKickedOut',
  'p2pStatusChanged',
  'incomingMessage',
  'outgoingMessage',
  'micError',
  'cameraError',
] as const;

export interface HostOptions {
  /** Where the bare embedding page lives. */
  readonly gateOrigin: string;
  readonly apiAddress: string;
  /** `host:port` of the Jitsi, real or practice. */
  readonly domain: string;
  readonly context?: BrowserContextOptions;
  /** Runs in every frame before anything else, to take abilities away from a browser. */
  readonly initScript?: string;
}

type Heard = readonly [event: string, payload: unknown];

interface MeetingApi {
  on(event: string, listener: (payload: unknown) => void): void;
  executeCommand(command: string, ...values: unknown[]): void;
  getIFrame(): HTMLIFrameElement;
  dispose(): void;
  readonly [getter: string]: unknown;
}
interface HostWindow {
  JitsiMeetExternalAPI: new (domain: string, options: unknown) => MeetingApi;
  api: MeetingApi;
}

/** Trusted Types, which TypeScript's own library does not know yet. */
interface TrustingWindow {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(text: string): string },
    ): { createScriptURL(text: string): unknown };
  };
}

/** Options of the recordings' first API objects; German nowhere, because no words are compared. */
const CONFIG = { prejoinConfig: { enabled: false }, lobby: { autoKnock: true }, disableDeepLinking: true };

/** One person with a browser profile of their own, before a page that does nothing but embed and listen. */
export class HostPage {
  readonly events: Heard[] = [];
  /** What the plugin inside the Jitsi page reported. */
  readonly pluginMessages: unknown[] = [];
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #options: HostOptions;

  private constructor(context: BrowserContext, page: Page, options: HostOptions) {
    this.#context = context;
    this.page = page;
    this.#options = options;
  }

  static async open(browser: Browser, options: HostOptions): Promise<HostPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options.context });
    if (options.initScript !== undefined) await context.addInitScript(options.initScript);
    const page = await context.newPage();
    const host = new HostPage(context, page, options);
    // Through the console, because exposed functions are not called in a Firefox that is driven by WebDriver BiDi.
    page.on('console', (message) => host.#note(message.text()));
    // Any document of the gate will do. It has to come from the server: one made up by the test has no address, counts as
    // public, and Chromium then forbids it to frame anything on this machine.
    await page.goto(`${options.gateOrigin}/jitsi/external_api.js`);
    return host;
  }

  #note(text: string): void {
    const [, kind, json] = /^contract (event|plugin) (.*)$/s.exec(text) ?? [];
    if (kind === undefined || json === undefined) return;
    const value: unknown = JSON.parse(json);
    if (kind === 'plugin') this.pluginMessages.push(value);
    else this.events.push(value as Heard);
  }

  /** Makes the official API object, with every meaningful event written down. */
  async start(
    displayName: string,
    room: string,
    config: Readonly<Record<string, unknown>> = {},
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const { domain } = this.#options;
    const options = {
      roomName: room,
      userInfo: { displayName },
      configOverwrite: { ...CONFIG, ...config },
      width: 320,
      height: 240,
      ...more,
    };
    await this.#loadApi();
    await this.page.evaluate(
      ([host, given, names]) => {
        const own = window as unknown as HostWindow;
        own.api = new own.JitsiMeetExternalAPI(host, { ...given, parentNode: document.querySelector('#one') });
        // eslint-disable-next-line no-console -- the way out of the page, see `open`
        const tell = (kind: string, what: unknown): void => console.debug(`contract ${kind} ${JSON.stringify(what)}`);
        for (const name of names) own.api.on(name, (payload) => tell('event', [name, payload]));
        const frame = own.api.getIFrame();
        window.addEventListener('message', ({ source, data }) => {
          if (source === frame.contentWindow && typeof data === 'object') tell('plugin', data);
        });
      },
      [domain, options, MEANINGFUL] as const,
    );
  }

  /** Loads external_api.js once per document, under Trusted Types where the browser has them. */
  async #loadApi(): Promise<void> {
    await this.page.evaluate(async (address) => {
      if ('JitsiMeetExternalAPI' in window) return;
      document.body.replaceChildren(
        ...['one', 'two'].map((id) => Object.assign(document.createElement('div'), { id })),
      );
      const { trustedTypes } = window as unknown as TrustingWindow;
      const policy = trustedTypes?.createPolicy('jitsi-loader', { createScriptURL: (text) => text });
      const script = document.createElement('script');
      await new Promise((resolve, reject) => {
        script.addEventListener('load', resolve);
        script.addEventListener('error', reject);
        script.src = (policy?.createScriptURL(address) ?? address) as string;
        document.head.append(script);
      });
    }, this.#options.apiAddress);
  }

  async command(name: string, ...values: unknown[]): Promise<void> {
    await this.page.evaluate(
      ([command, given]) => (window as unknown as HostWindow).api.executeCommand(command, ...given),
      [name, values] as const,
    );
  }

  /** Asks a getter; 'PENDING' when the answer is still not there after `patience` milliseconds. */
  async ask(getter: string, patience: number): Promise<unknown> {
    return this.page.evaluate(
      async ([name, limit]) => {
        const { api } = window as unknown as HostWindow;
        const get = api[name] as () => unknown;
        const late = new Promise((resolve) => setTimeout(() => resolve('PENDING'), limit));
        // Through JSON, because that is how the recordings were written down.
        const answer = await Promise.race([Promise.resolve(get.call(api)), late]);
        return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
      },
      [getter, patience] as const,
    );
  }

  async dispose(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as HostWindow).api.dispose());
  }

  /** Reloads the embedding page; what the old frame still says is written down too. */
  async reload(): Promise<void> {
    await this.page.reload();
  }

  async moveFrame(): Promise<void> {
    await this.page.evaluate(() =>
      document.querySelector('#two')?.append((window as unknown as HostWindow).api.getIFrame()),
    );
  }

  async pressHangUp(): Promise<void> {
    const frame = this.page.frameLocator('iframe');
    await frame.locator('[data-action="hangup"], .hangup-button, [aria-label="Leave the meeting"]').first().click();
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}
