import { arrive, type Arriving, type AtTheDoor } from './arrival.ts';
import type { DoorPorts } from './ports.ts';
import type { View, Wish } from './view.ts';
import type { Visit } from './visit.ts';

/**
 * The first moments of a visit: reads the link, shows who expects whom, and hands over to the visit, whose code arrives
 * behind the first screen. What is wished meanwhile waits for it; nothing is lost.
 */
export class Doorstep {
  readonly #ports: DoorPorts;
  readonly #show: (view: View) => void;
  #language: string;
  /** Resolves to the visit of the last start; null where its code did not arrive. */
  #coming: Promise<Visit | null> = Promise.resolve(null);
  /** The visit, once it has taken over. */
  #here: Visit | null = null;
  /** Counts the starts: an earlier one that comes late is nobody's visit any more. */
  #starts = 0;
  #view: View = { kind: 'loading' };
  #isOver = false;

  constructor(ports: DoorPorts, language: string, show: (view: View) => void) {
    this.#ports = ports;
    this.#language = language;
    this.#show = show;
  }

  /** Begins with the fragment of the address. Called again, it begins anew: an edited link is another visit. Never throws. */
  async start(fragment: string): Promise<void> {
    if (this.#isOver) return;
    const start = (this.#starts += 1);
    if (this.#here) this.#language = this.#here.language;
    this.#here?.close();
    this.#here = null;
    this.#set({ kind: 'loading' });
    this.#coming = this.#begin(fragment, start);
    await this.#coming;
  }

  /** Does what the person wishes as soon as the visit is there. Never throws. */
  async wish(wish: Wish): Promise<void> {
    if (this.#isOver) return;
    if (wish.kind === 'quickExit') return this.#leaveAtOnce();
    const start = this.#starts;
    // Not before it has arrived: what is told to a visit that has not read its link yet would be lost.
    const visit = await this.#coming;
    if (this.#isOver || start !== this.#starts) return;
    if (visit) return visit.wish(wish);
    // The visit's code did not arrive; to try again means to begin again.
    if (wish.kind === 'retry' || wish.kind === 'language') this.#ports.reloadPage();
  }

  async #begin(fragment: string, start: number): Promise<Visit | null> {
    const isLate = (): boolean => start !== this.#starts || this.#isOver;
    const arriving = await arrive(fragment, this.#language, this.#ports.now(), this.#ports.fetchText);
    if (isLate()) return null;
    // After a reload the person is somewhere else already: no flash of the first screen.
    if (arriving.kind === 'atTheDoor' && !this.#ports.mayHaveVisit()) {
      this.#set(this.#door(arriving.door));
      // The first screen has the line and the processor to itself until it can be read.
      await this.#ports.painted();
    }
    if (arriving.kind === 'problem') this.#set({ ...arriving, service: null });
    const visit = await this.#loadVisit(arriving, isLate);
    if (!visit) return null;
    this.#here = visit;
    await visit.begin(arriving, fragment);
    return visit;
  }

  async #loadVisit(arriving: Arriving, isLate: () => boolean): Promise<Visit | null> {
    try {
      const { Visit } = await this.#ports.loadVisit();
      return isLate() ? null : new Visit(this.#ports, this.#language, (view) => this.#set(view));
    } catch {
      // The line broke while code was on its way; the page offers to try again.
      const site = 'site' in arriving ? arriving.site : arriving.door.site;
      const problem = { code: 'SERVER_UNREACHABLE', detail: 'code' } as const;
      if (!isLate()) this.#set({ kind: 'problem', problem, site, service: null });
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

  /** Nobody waits for code when somebody looks over a shoulder. */
  async #leaveAtOnce(): Promise<void> {
    this.#isOver = true;
    const site = siteOf(this.#view);
    if (this.#here) return this.#here.wish({ kind: 'quickExit' });
    this.#ports.forgetTab();
    this.#show({ kind: 'loading' });
    this.#ports.replacePage(site?.quickExit ?? 'about:blank');
    try {
      // What an earlier visit may have left; a store for `shared` touches nothing but wipes everything.
      await (await this.#ports.openRecords('shared')).wipe();
    } catch {
      // The code for it did not arrive; what the tab's visit needs to be read is gone already.
    }
  }

  #set(view: View): void {
    this.#view = view;
    this.#show(view);
  }
}

function siteOf(view: View): { readonly quickExit: string } | null {
  if (view.kind === 'door') return view.context.site;
  return view.kind === 'problem' || view.kind === 'entrance' ? view.site : null;
}
