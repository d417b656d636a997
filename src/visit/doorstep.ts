import { arrive, type Arriving, type AtTheDoor } from './arrival.ts';
import type { VisitPorts } from './ports.ts';
import type { View, Wish } from './view.ts';
import type { Visit } from './visit.ts';

/**
 * The first moments of a visit: reads the link, shows who expects whom, and hands over to the visit, whose code arrives
 * behind the first screen. What is wished meanwhile waits for it; nothing is lost.
 */
export class Doorstep {
  readonly #ports: VisitPorts;
  readonly #show: (view: View) => void;
  #language: string;
  #visit: Promise<Visit | null> = Promise.resolve(null);
  #view: View = { kind: 'loading' };

  constructor(ports: VisitPorts, language: string, show: (view: View) => void) {
    this.#ports = ports;
    this.#language = language;
    this.#show = show;
  }

  /** Begins with the fragment of the address. Called again, it begins anew: an edited link is another visit. */
  async start(fragment: string): Promise<void> {
    const before = await this.#visit;
    before?.close();
    this.#set({ kind: 'loading' });
    const arriving = await arrive(fragment, this.#language, this.#ports.now(), this.#ports.fetchText);
    // After a reload the person is somewhere else already: no flash of the first screen.
    if (arriving.kind === 'atTheDoor' && !this.#ports.mayHaveVisit()) this.#set(this.#door(arriving.door));
    if (arriving.kind === 'problem') this.#set({ ...arriving, service: null });
    this.#visit = this.#handOver(arriving, fragment);
    await this.#visit;
  }

  /** Does what the person wishes as soon as the visit is there. Never throws. */
  async wish(wish: Wish): Promise<void> {
    if (wish.kind === 'quickExit') this.#leaveAtOnce();
    const visit = await this.#visit;
    if (visit) await visit.wish(wish);
    // The visit's code did not arrive; to try again means to begin again.
    else if (wish.kind === 'retry' || wish.kind === 'language') location.reload();
  }

  async #handOver(arriving: Arriving, fragment: string): Promise<Visit | null> {
    try {
      const { Visit } = await import('./visit.ts');
      const visit = new Visit(this.#ports, this.#language, (view) => this.#set(view));
      await visit.begin(arriving, fragment);
      return visit;
    } catch {
      // The line broke while code was on its way; the page offers to try again.
      const site = 'site' in arriving ? arriving.site : arriving.door.site;
      this.#set({ kind: 'problem', problem: { code: 'SERVER_UNREACHABLE', detail: 'code' }, site, service: null });
      return null;
    }
  }

  #door({ site, face, startsAt }: AtTheDoor): View {
    const { encodedTransform } = face.profile.e2ee;
    return {
      kind: 'door',
      context: {
        site,
        service: face,
        language: this.#language,
        startsAt,
        mayGoBack: false,
        verdict: this.#ports.checkBrowser({ encodedTransform }),
        storage: { mode: 'session', trouble: null },
        returning: false,
      },
    };
  }

  /** Nobody waits for code when somebody looks over a shoulder. What is stored is wiped by the visit where it is there. */
  #leaveAtOnce(): void {
    if (this.#view.kind === 'door' || this.#view.kind === 'loading') {
      const site = this.#view.kind === 'door' ? this.#view.context.site : null;
      this.#ports.replacePage(site?.quickExit ?? 'about:blank');
    }
  }

  #set(view: View): void {
    this.#view = view;
    this.#show(view);
  }
}
